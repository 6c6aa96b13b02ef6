/**
 * For maintainers: writes data/metadata-types.json and data/metadata-registry.json anew from the packages in node_modules that
 * publish what the Metadata API's types hold and where their files lie (data/NOTICE.md).
 *
 * No one version of the declarations has everything that orgs accept: elements come and go with features and API versions. So
 * the types are the union over several, and an element is required only where all of them say so. The others than the one in
 * node_modules are named on the command line, unpacked: `npm pack @salesforce/types@1.1.0 @salesforce/types@1.6.0
 * @salesforce/types@1.8.0`, then `node tools/generate-metadata.ts <folder> <folder> <folder>`.
 *
 * metadata-types.json: `types` gives every complex type's elements in one text, `name?:Type` for an element that may be
 * missing, `name*:Type` for one that repeats; `values` gives every enum's values, separated by `|`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = `${ROOT}/node_modules/@salesforce/types`;
const REGISTRY = `${ROOT}/node_modules/@salesforce/source-deploy-retrieve`;

type Aliases = Map<string, ts.TypeNode>;

function aliasesOf(declarations: string): Aliases {
    const found: Aliases = new Map();
    const source = ts.createSourceFile('m.d.ts', readFileSync(declarations, 'utf8'), ts.ScriptTarget.Latest, false);
    for (const statement of source.statements) {
        if (ts.isTypeAliasDeclaration(statement)) {
            found.set(statement.name.text, statement.type);
        }
    }
    return found;
}

const SCALARS: Partial<Record<ts.SyntaxKind, string>> = {
    [ts.SyntaxKind.NumberKeyword]: 'number',
    [ts.SyntaxKind.BooleanKeyword]: 'boolean',
    [ts.SyntaxKind.StringKeyword]: 'string',
    [ts.SyntaxKind.AnyKeyword]: 'any'
};

interface Element {
    type: string;
    optional: boolean;
    repeats: boolean;
}

function elementsOf(node: ts.TypeNode, aliases: Aliases): Map<string, Element> | null {
    if (ts.isIntersectionTypeNode(node)) {
        return new Map(node.types.flatMap((part) => [...(elementsOf(part, aliases) ?? [])]));
    }
    if (ts.isTypeReferenceNode(node)) {
        const target = aliases.get((node.typeName as ts.Identifier).text);
        return target ? elementsOf(target, aliases) : null;
    }
    if (!ts.isTypeLiteralNode(node)) {
        return null;
    }
    const own = new Map<string, Element>();
    for (const member of node.members) {
        if (ts.isPropertySignature(member) && member.type) {
            const name = (member.name as ts.Identifier | ts.StringLiteral).text;
            const repeats = ts.isArrayTypeNode(member.type);
            const inner = ts.isArrayTypeNode(member.type) ? member.type.elementType : member.type;
            own.set(name, { type: typeName(inner, aliases), optional: member.questionToken !== undefined, repeats });
        }
    }
    return own;
}

function typeName(node: ts.TypeNode, aliases: Aliases): string {
    if (!ts.isTypeReferenceNode(node)) {
        return SCALARS[node.kind] ?? 'string';
    }
    const name = (node.typeName as ts.Identifier).text;
    const target = aliases.get(name);
    // An alias of a scalar, and the dates, are texts whose form the declarations do not tell.
    return !target ? 'string' : (SCALARS[target.kind] ?? name);
}

function valuesOf(node: ts.TypeNode): string[] | null {
    const parts = ts.isUnionTypeNode(node) ? node.types : [node];
    const values = parts.map((part) => (ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? part.literal.text : null));
    return values.some((value) => value === null) ? null : (values as string[]);
}

function version(of: string): string {
    return (JSON.parse(readFileSync(`${of}/package.json`, 'utf8')) as { version: string }).version;
}

const packages = [TYPES, ...process.argv.slice(2)];
const types = new Map<string, Map<string, Element>>();
const values = new Map<string, Set<string>>();
/** Enums that one version declares as any text. */
const open = new Set<string>();
for (const aliases of packages.map((each) => aliasesOf(`${each}/lib/metadata.d.ts`))) {
    // A list of all types, no type.
    aliases.delete('ApiSchemaTypes');
    for (const [name, node] of aliases) {
        const known = valuesOf(node);
        const elements = known ? null : elementsOf(node, aliases);
        if (known) {
            known.forEach((value) => (values.get(name) ?? values.set(name, new Set()).get(name)!).add(value));
        } else if (elements) {
            addElements(name, elements);
        } else if (node.kind in SCALARS) {
            open.add(name);
        }
    }
}

function addElements(name: string, elements: Map<string, Element>): void {
    const known = types.get(name);
    if (!known) {
        types.set(name, elements);
        return;
    }
    for (const each of new Set([...known.keys(), ...elements.keys()])) {
        const [one, other] = [known.get(each), elements.get(each)];
        const sameType = !one || !other || one.type === other.type;
        known.set(each, {
            type: sameType ? (one ?? other)!.type : looser(one.type, other.type),
            optional: !one || !other || one.optional || other.optional,
            repeats: (one?.repeats || other?.repeats) ?? false
        });
    }
}

/** Text in one version may be elements in another, or another kind of text. */
function looser(one: string, other: string): string {
    return types.has(one) || types.has(other) || one === 'any' || other === 'any' ? 'any' : 'string';
}

function typeOf(type: string): string {
    return open.has(type) && !types.has(type) ? 'string' : type;
}

function text(elements: Map<string, Element>): string {
    return [...elements]
        .map(([name, { type, optional, repeats }]) => `${name}${repeats ? '*' : optional ? '?' : ''}:${typeOf(type)}`)
        .sort()
        .join(' ');
}

function inOrder<T, U>(map: Map<string, T>, of: (value: T) => U): Record<string, U> {
    return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => [name, of(value)]));
}

interface RegistryType {
    name: string;
    directoryName: string;
    suffix?: string;
    inFolder?: boolean;
    strictDirectoryName?: boolean;
    folderType?: string;
    folderContentType?: string;
    metaFileSuffix?: string;
    legacySuffix?: string;
    isAddressable?: boolean;
    xmlElementName?: string;
    uniqueIdElement?: string;
    ignoreParsedFullName?: boolean;
    ignoreParentName?: boolean;
    supportsWildcardAndName?: boolean;
    aliasFor?: string;
    strategies?: { adapter?: string; decomposition?: string };
    children?: { types: Record<string, RegistryType> };
}

const registry = JSON.parse(readFileSync(`${REGISTRY}/lib/src/registry/metadataRegistry.json`, 'utf8')) as {
    types: Record<string, RegistryType>;
    strictDirectoryNames: Record<string, string>;
    suffixes: Record<string, string>;
};

function reduced(type: RegistryType): object {
    const children = Object.values(type.children?.types ?? {});
    return {
        name: type.name,
        directory: type.directoryName,
        ...(type.suffix ? { suffix: type.suffix } : {}),
        ...(type.legacySuffix ? { legacySuffix: type.legacySuffix } : {}),
        ...(type.inFolder ? { inFolder: true } : {}),
        ...(type.strictDirectoryName ? { ownDirectory: true } : {}),
        ...(type.folderType ? { folderType: registry.types[type.folderType].name } : {}),
        ...(type.folderContentType ? { folderOf: registry.types[type.folderContentType].name } : {}),
        ...(type.strategies?.adapter ? { files: type.strategies.adapter } : {}),
        ...(type.strategies?.decomposition ? { decomposition: type.strategies.decomposition } : {}),
        ...(type.xmlElementName ? { element: type.xmlElementName } : {}),
        ...(type.uniqueIdElement ? { idElement: type.uniqueIdElement } : {}),
        ...(type.ignoreParentName ? { ownName: true } : {}),
        ...(type.isAddressable === false ? { unaddressable: true } : {}),
        ...(children.length > 0 ? { children: children.map(reduced) } : {})
    };
}

function write(file: string, json: object): void {
    // One type a line: differences between versions can be read.
    writeFileSync(`${ROOT}/local-org/data/${file}`, `${JSON.stringify(json, null, 1).replace(/\n {3,}|\n {2}(?=[}\]])/g, ' ')}\n`);
}

write('metadata-types.json', {
    source: `@salesforce/types ${packages.map(version).sort().join(', ')}`,
    types: inOrder(types, text),
    values: inOrder(values, (each) => [...each].join('|'))
});
write('metadata-registry.json', {
    source: `@salesforce/source-deploy-retrieve ${version(REGISTRY)}`,
    types: Object.values(registry.types)
        .filter((type) => !type.aliasFor)
        .map(reduced)
});
