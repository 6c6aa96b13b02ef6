import type { ClassDeclaration, Member } from '../../language/ast.ts';
import type { TypeSymbol } from '../types.ts';
import type { CodeWriter } from './CodeWriter.ts';
import { emitConstructor, emitImplicitConstructor, emitInitializerBlock, emitFieldInitializer, emitMethod } from './members.ts';
import type { ModuleContext } from './ModuleContext.ts';
import { hasAccessors, emitProperty, jsNameOf } from './properties.ts';

/** One class with its members in source order, so that lines stay; what has no line of its own stands beside the last brace. */
export function emitClass(module: ModuleContext, writer: CodeWriter, symbol: TypeSymbol, declaration: ClassDeclaration): void {
    writer.at(declaration.at.line).write(`class ${symbol.jsName} extends ${superclassOf(symbol)} {`);
    emitFieldDefaults(writer, symbol);
    const initializers: Initializers = { instance: [], statics: [] };
    const methods = new Map([...symbol.methods.values()].flat().map((method) => [method.declaration, method]));
    for (const member of declaration.members) {
        emitMember(member);
    }
    for (const constructor of symbol.constructors.filter((each) => each.declaration === null)) {
        emitImplicitConstructor(module, writer, symbol, constructor);
    }
    writer.at(declaration.end.line);
    emitInitializers(module, writer, symbol, initializers);
    emitBridges(writer, symbol);
    writer.write('}');

    function emitMember(member: Member): void {
        switch (member.kind) {
            case 'class': {
                const inner = symbol.inner.get(member.name.toLowerCase());
                if (inner) {
                    writer.at(member.at.line).write(`static $inner_${member.name.toLowerCase()}() {`);
                    emitClass(module, writer, inner, member);
                    writer.write(` return ${inner.jsName}; }`);
                }
                break;
            }
            case 'method': {
                const method = methods.get(member);
                if (method && member.body) {
                    emitMethod(module, writer, symbol, method, member, member.body);
                }
                break;
            }
            case 'constructor': {
                const constructor = symbol.constructors.find((each) => each.declaration === member);
                if (constructor) {
                    emitConstructor(module, writer, symbol, constructor, member);
                }
                break;
            }
            case 'property': {
                const field = symbol.fields.get(member.name.toLowerCase());
                if (field) {
                    emitProperty(module, writer, symbol, field, member);
                }
                break;
            }
            case 'field': {
                const field = symbol.fields.get(member.name.toLowerCase());
                if (field && member.initializer) {
                    const list = field.isStatic ? initializers.statics : initializers.instance;
                    list.push(emitFieldInitializer(module, writer, symbol, field, member.initializer, list.length));
                }
                break;
            }
            case 'initializer': {
                const list = member.isStatic ? initializers.statics : initializers.instance;
                list.push(emitInitializerBlock(module, writer, symbol, member, list.length));
                break;
            }
            default:
            // Inner interfaces and enums have no code.
        }
    }
}

interface Initializers {
    instance: string[];
    statics: string[];
}

function superclassOf(symbol: TypeSymbol): string {
    const superclass = symbol.superclass;
    if (superclass?.kind === 'user') {
        return `$r.load(${JSON.stringify(superclass.symbol.name)})`;
    }
    if (symbol.isException) {
        return '$r.ExceptionBase';
    }
    return superclass?.kind === 'library' ? `$r.librarySuperclass(${JSON.stringify(superclass.type.name)})` : '$r.ObjectBase';
}

/** All fields exist from the start and are null, so that objects of a class share one shape. */
function emitFieldDefaults(writer: CodeWriter, symbol: TypeSymbol): void {
    const fields = [...symbol.fields.values()].filter((field) => !field.isStatic);
    const names = fields.map((field) => (hasAccessors(field) ? `$b${jsNameOf(field)}` : jsNameOf(field)));
    if (names.length > 0) {
        writer.write(` constructor() { super(); ${names.map((name) => `this.${name} = null;`).join(' ')} }`);
    }
}

/** `$init` (instance), `$s` (the statics of this transaction) and what makes them, `create`. */
function emitInitializers(module: ModuleContext, writer: CodeWriter, symbol: TypeSymbol, initializers: Initializers): void {
    if (initializers.instance.length > 0) {
        writer.write(` $init() { super.$init(); ${initializers.instance.map((name) => `this.${name}();`).join(' ')} }`);
    }
    const slot = module.slot(symbol);
    const staticFields = [...symbol.fields.values()].filter((field) => field.isStatic);
    const defaults = staticFields.map((field) => `${hasAccessors(field) ? '$b' : ''}${jsNameOf(field)}: null`).join(', ');
    writer.write(` static $slot = ${slot}; static $frame = ${module.frame(symbol)};`);
    writer.write(` static $s() { return $r.statics[${slot}] ?? $r.initStatics(${symbol.jsName}); }`);
    writer.write(` static $defaults() { return { ${defaults} }; }`);
    writer.write(` static $clinit() { ${initializers.statics.map((name) => `this.${name}();`).join(' ')} }`);
    writer.write(` static create(c, a) { const o = new this(); o.$init(); return o[c](...a); }`);
}

/** Interface methods that the class implements under another name: aliases that follow overriding. */
function emitBridges(writer: CodeWriter, symbol: TypeSymbol): void {
    const demanded = interfaceMethodNames(symbol);
    for (const method of [...symbol.methods.values()].flat()) {
        // Even a static method may stand for one of an interface: Queueable.execute in published code.
        const target = method.isStatic ? symbol.jsName : 'this';
        const bridges = method.bridges.filter((bridge) => bridge !== method.jsName);
        if (method.isStatic && demanded.has(method.jsName)) {
            bridges.push(method.jsName);
        }
        for (const bridge of bridges) {
            writer.write(` [${JSON.stringify(bridge)}](...a) { return ${target}.${method.jsName}(...a); }`);
        }
    }
}

/** Of the project's interfaces that the class or what it extends implements. */
function interfaceMethodNames(symbol: TypeSymbol, names = new Set<string>()): Set<string> {
    for (const type of [...symbol.interfaces, ...(symbol.superclass ? [symbol.superclass] : [])]) {
        if (type.kind === 'user') {
            if (type.symbol.kind === 'interface') {
                [...type.symbol.methods.values()].flat().forEach((method) => names.add(method.jsName));
            }
            interfaceMethodNames(type.symbol, names);
        }
    }
    return names;
}
