/** Test.createStub: an object of a class whose every public method asks a StubProvider. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { MethodMeta } from '../../runtime/EmittedModule.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { typeOf } from './ApexType.ts';
import type { ApexType } from './ApexType.ts';

const HANDLE = 'System.StubProvider.handleMethodCall(Object,String,System.Type,List<System.Type>,List<String>,List<Object>)';

type Method = (this: unknown, ...args: unknown[]) => unknown;

export function createStub(rt: OrgRuntime, type: ApexType, provider: unknown): unknown {
    const meta = rt.describe(type.name);
    if (!meta || meta.kind === 'enum') {
        throw ApexException.of('System.TypeException', `Cannot create a stub of ${type.name}`);
    }
    const Base = rt.load(meta.name) as unknown as { new (): { $init?(): void }; prototype: Record<string, unknown> };
    class Stub extends Base {
        /** The name that the platform gives such classes. */
        static readonly apexName = `${meta?.name}__sfdc_ApexStub`;
    }
    for (const method of methodsOf(rt, meta.name)) {
        if (method.isStatic || method.modifiers.some((modifier) => modifier.toLowerCase() === 'private')) {
            continue;
        }
        const original = Base.prototype[method.jsName];
        const replaced = replacement(rt, provider, method);
        for (const name of [method.jsName, ...aliasesOf(Base.prototype, original)]) {
            Object.defineProperty(Stub.prototype, name, { value: replaced, configurable: true, writable: true });
        }
    }
    return new Stub();
}

/** Own methods and those of superclasses and extended interfaces, the nearest first. */
function methodsOf(rt: OrgRuntime, typeName: string): MethodMeta[] {
    const found = new Map<string, MethodMeta>();
    const seen = new Set<string>();
    const visit = (name: string | null): void => {
        const meta = name === null ? null : rt.describe(name);
        if (!meta || seen.has(meta.name)) {
            return;
        }
        seen.add(meta.name);
        for (const method of meta.methods) {
            if (!found.has(method.jsName)) {
                found.set(method.jsName, method);
            }
        }
        visit(meta.superclass);
        meta.interfaces.forEach(visit);
    };
    visit(typeName);
    return [...found.values()];
}

/** Bridge names under which interfaces call the same method. */
function aliasesOf(prototype: object, method: unknown): string[] {
    const names: string[] = [];
    for (let each: object | null = prototype; each && method !== undefined; each = Object.getPrototypeOf(each) as object | null) {
        for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
            if (descriptor.value === method) {
                names.push(name);
            }
        }
    }
    return names;
}

function replacement(rt: OrgRuntime, provider: unknown, method: MethodMeta): Method {
    return function (this: unknown, ...args: unknown[]): unknown {
        const types = method.parameters.map((parameter) => typeOf(rt, parameter.type));
        const answer = rt.callInterface(provider, HANDLE, [
            this,
            method.name,
            method.returns === 'void' ? null : typeOf(rt, method.returns),
            new ApexList('System.Type', types),
            new ApexList(
                'String',
                method.parameters.map((parameter) => parameter.name)
            ),
            new ApexList('Object', args)
        ]);
        return method.returns === 'void' ? null : rt.cast(answer, method.returns);
    };
}
