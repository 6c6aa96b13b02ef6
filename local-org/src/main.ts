/** The command line: `local-org check|test|serve|exec --project DIR`. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Before anything else is loaded: what was compiled by the last run is not compiled again.
const cache = process.env.LOCAL_ORG_CACHE ?? fileURLToPath(new URL('../../.cache/local-org', import.meta.url));
enableCompileCache(join(cache, 'modules'));
const { runCommandLine } = await import('./commands/commandLine.ts');

process.exitCode = await runCommandLine(process.argv.slice(2));
