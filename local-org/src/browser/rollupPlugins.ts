import lwcPlugin from '@lwc/rollup-plugin';
import replacePlugin from '@rollup/plugin-replace';
import type { Plugin } from 'rollup';

// Both packages declare a CommonJS default export that TypeScript does not see through in an ES module.
export const lwc = lwcPlugin as unknown as (options: object) => Plugin;
export const replace = replacePlugin as unknown as (options: { preventAssignment: boolean; values: Record<string, string> }) => Plugin;
