import { writeFileSync } from 'node:fs';
import { coverageText } from './coverage.ts';

writeFileSync(new URL('../COVERAGE.md', import.meta.url), coverageText());
