import type { TypeSymbol } from '../types.ts';
import { emitClass } from './classes.ts';
import { CodeWriter } from './CodeWriter.ts';
import type { EmittedModule } from '../../runtime/EmittedModule.ts';
import { describeTypes } from './metadata.ts';
import { ModuleContext } from './ModuleContext.ts';
import { emitTrigger } from './triggers.ts';

/**
 * Turns one checked file into JavaScript. `symbol` is its top-level type or trigger; the tree that hangs on it must have
 * been annotated by the checker without an error.
 *
 * The code is a function of the runtime that answers an object with `define` (classes: makes the class; called once per
 * org) or `run` (triggers). Every statement stands on its Apex line.
 */
export function emitUnit(symbol: TypeSymbol): EmittedModule {
    const module = new ModuleContext(symbol.fileName);
    const writer = new CodeWriter();
    const start = writer.slot();
    if (symbol.declaration.kind === 'trigger') {
        emitTrigger(module, writer, symbol, symbol.declaration);
    } else if (symbol.declaration.kind === 'class') {
        writer.write('return { define() { ');
        emitClass(module, writer, symbol, symbol.declaration);
        writer.write(` return ${symbol.jsName}; } };`);
    } else {
        writer.write('return {};');
    }
    start(`(function ($r) { ${module.header()} `);
    return {
        fileName: symbol.fileName,
        typeName: symbol.name,
        code: `${writer.toString()} })`,
        coverageLines: module.coverageLines(),
        types: describeTypes(symbol),
        ranges: module.ranges
    };
}
