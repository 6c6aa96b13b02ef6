/**
 * For maintainers: writes data/metadata-types.json and data/metadata-registry.json anew from the packages in node_modules that
 * publish what the Metadata API's types hold and where their files lie (data/NOTICE.md).
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

const aliases = new Map<string, ts.TypeNode>();
const source = ts.createSourceFile('m.d.ts', readFileSync(`${TYPES}/lib/metadata.d.ts`, 'utf8'), ts.ScriptTarget.Latest, false);
for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement)) {
        aliases.set(statement.name.text, statement.type);
    }
}

const SCALARS: Partial<Record<ts.SyntaxKind, string>> = {
    [ts.SyntaxKind.NumberKeyword]: 'number',
    [ts.SyntaxKind.BooleanKeyword]: 'boolean',
    [ts.SyntaxKind.StringKeyword]: 'string',
    [ts.SyntaxKind.AnyKeyword]: 'any'
};

function elementsOf(node: ts.TypeNode): Map<string, string> | null {
    if (ts.isIntersectionTypeNode(node)) {
        return new Map(node.types.flatMap((part) => [...(elementsOf(part) ?? [])]));
    }
    if (ts.isTypeReferenceNode(node)) {
        const target = aliases.get((node.typeName as ts.Identifier).text);
        return target ? elementsOf(target) : null;
    }
    if (!ts.isTypeLiteralNode(node)) {
        return null;
    }
    const own = new Map<string, string>();
    for (const member of node.members) {
        if (ts.isPropertySignature(member) && member.type) {
            const name = (member.name as ts.Identifier | ts.StringLiteral).text;
            const repeats = ts.isArrayTypeNode(member.type);
            const inner = ts.isArrayTypeNode(member.type) ? member.type.elementType : member.type;
            own.set(name, `${name}${repeats ? '*' : member.questionToken ? '?' : ''}:${typeName(inner)}`);
        }
    }
    return own;
}

function typeName(node: ts.TypeNode): string {
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

const types: Record<string, string> = {};
const values: Record<string, string> = {};
for (const [name, node] of [...aliases].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const known = valuesOf(node);
    const elements = known ? null : elementsOf(node);
    if (known) {
        values[name] = known.join('|');
    } else if (elements) {
        types[name] = [...elements.values()].join(' ');
    }
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
    const children = Object.values(type.children?.types ?? {}).filter((child) => child.strategies === undefined);
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

write('metadata-types.json', { source: `@salesforce/types ${version(TYPES)}`, types, values });
write('metadata-registry.json', {
    source: `@salesforce/source-deploy-retrieve ${version(REGISTRY)}`,
    types: Object.values(registry.types)
        .filter((type) => !type.aliasFor)
        .map(reduced)
});
