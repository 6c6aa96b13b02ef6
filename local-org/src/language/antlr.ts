/**
 * The one door to the ANTLR parser. Loading it costs tens of milliseconds and its first parses run cold,
 * so it is loaded on the first file that really has to be parsed: a start from the cache never pays for it.
 */
import { createRequire } from 'node:module';
import type * as ApexTree from '@apexdevtools/apex-parser';
import type * as Antlr from 'antlr4';

export type { ApexTree, Antlr };

export interface AntlrModules {
    apex: typeof ApexTree;
    antlr: typeof Antlr;
}

let loaded: AntlrModules | undefined;

/** The parser package and the ANTLR runtime that it brings along (its CommonJS build, so that loading is synchronous). */
export function loadAntlr(): AntlrModules {
    if (loaded === undefined) {
        const require = createRequire(import.meta.url);
        const apex = require('@apexdevtools/apex-parser') as typeof ApexTree;
        const antlr = createRequire(require.resolve('@apexdevtools/apex-parser'))('antlr4') as typeof Antlr;
        loaded = { apex, antlr };
    }
    return loaded;
}

/** Has anything needed the parser yet? */
export function isAntlrLoaded(): boolean {
    return loaded !== undefined;
}
