/** System.Type: a type by its canonical text. One object per type and org, so identity is equality. */
import { loadLibraryData } from '../../schema/libraryData.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { normalizeType, parseType, typeToText } from '../../runtime/values/typeText.ts';
import type { ParsedType } from '../../runtime/values/typeText.ts';

export class ApexType extends LibraryObject {
    readonly apexType = 'System.Type';
    /** Canonical: `Outer.Inner`, `List<Account>`, `System.HttpRequest`, `String`. */
    readonly name: string;

    constructor(name: string) {
        super();
        this.name = name;
    }

    override toString(): string {
        return this.name;
    }
}

const types = new WeakMap<OrgRuntime, Map<string, ApexType>>();

/** The type of a canonical text: what a class literal (`Foo.class`) is. */
export function typeOf(rt: OrgRuntime, text: string): ApexType {
    let known = types.get(rt);
    if (!known) {
        known = new Map();
        types.set(rt, known);
    }
    const key = normalizeType(text);
    let type = known.get(key);
    if (!type) {
        type = new ApexType(canonical(rt, parseType(text)) ?? text);
        known.set(key, type);
    }
    return type;
}

/** Type.forName: null when there is no such type. */
export function findType(rt: OrgRuntime, text: string): ApexType | null {
    return canonical(rt, parseType(text)) === null ? null : typeOf(rt, text);
}

const WITHOUT_NAMESPACE = new Map(
    'Boolean Integer Long Double Decimal String Id Date Datetime Time Blob Object SObject List Set Map'
        .split(' ')
        .map((name) => [name.toLowerCase(), name])
);

/** Canonical text; null when the org does not know the type. Classes of the project come first, as in Apex. */
function canonical(rt: OrgRuntime, type: ParsedType): string | null {
    const args = type.args.map((arg) => canonical(rt, arg));
    if (args.includes(null) || type.name === '') {
        return null;
    }
    const name = nameOf(rt, type.name);
    return name === null ? null : typeToText({ name, args: (args as string[]).map(parseType) });
}

function nameOf(rt: OrgRuntime, name: string): string | null {
    const user = rt.describe(name);
    if (user) {
        return user.name;
    }
    const primitive = WITHOUT_NAMESPACE.get(name.replace(/^System\./i, '').toLowerCase());
    if (primitive) {
        return primitive;
    }
    const data = loadLibraryData();
    return (data.resolve(name) ?? data.type(`Schema.${name}`))?.name ?? rt.schema.object(name.replace(/^Schema\./i, ''))?.name ?? null;
}

/** Type.newInstance. Throws System.TypeException for what cannot be made. */
export function newInstanceOf(rt: OrgRuntime, type: ApexType): unknown {
    const parsed = parseType(type.name);
    const texts = parsed.args.map(typeToText);
    switch (parsed.name) {
        case 'List':
            return new ApexList(texts[0]);
        case 'Set':
            return new ApexSet(texts[0]);
        case 'Map':
            return new ApexMap(texts[0], texts[1]);
    }
    if (WITHOUT_NAMESPACE.has(parsed.name.toLowerCase())) {
        throw ApexException.of('System.TypeException', `Type cannot be constructed: ${type.name}`);
    }
    const object = rt.describe(type.name) || parsed.name.includes('.') ? undefined : rt.schema.object(type.name);
    if (object) {
        return new SObject(object);
    }
    if (!rt.describe(type.name) && loadLibraryData().type(type.name)?.superType === 'Exception') {
        return rt.newException(type.name);
    }
    return rt.newInstance(type.name);
}
