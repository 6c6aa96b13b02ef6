/**
 * Reads the facts that DumpSObjects prints (stdin) and the typings of jsforce (first argument), and writes
 * data/standard-objects.json (second argument). Run through generate-schema.sh.
 *
 * Per object one string, parsed only when the object is asked for: `fields;children`.
 * A field is `Name` + type letter + `!` (never null), `?` (nullable) or nothing (the typings do not know it);
 * a reference goes on with `=Relationship>Target|Target`, the relationship empty when queries cannot follow it. A child is `Relationship>Object.Field`, the field empty
 * where it could not be inferred.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface DumpedObject {
    fields: Map<string, string>;
    parents: Map<string, string>;
    children: [relationship: string, object: string][];
}

interface Typing {
    fields: Map<string, { type: string; nullable: boolean }>;
    parents: Map<string, string>;
}

const LETTERS: Record<string, string> = {
    Id: 'i',
    String: 's',
    Boolean: 'b',
    Integer: 'n',
    Long: 'g',
    Decimal: 'd',
    Double: 'f',
    Date: 't',
    Datetime: 'z',
    Time: 'm',
    Blob: 'l',
    Object: 'x'
};

const [typingsFile, target] = process.argv.slice(2);
const objects = readDump(readFileSync(0, 'utf8'));
const typings = readTypings(readFileSync(typingsFile, 'utf8'));
const lines = [...objects.keys()].sort().map((name) => `${JSON.stringify(name)}: ${JSON.stringify(encode(name))}`);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);

function readDump(text: string): Map<string, DumpedObject> {
    const result = new Map<string, DumpedObject>();
    let object: DumpedObject | undefined;
    for (const line of text.split('\n')) {
        const [kind, name, type] = line.split(' ');
        if (kind === 'object') {
            object = { fields: new Map(), parents: new Map(), children: [] };
            result.set(name, object);
        } else if (kind === 'field') {
            object?.fields.set(name, type);
        } else if (kind === 'parent') {
            object?.parents.set(name, type);
        } else if (kind === 'child') {
            object?.children.push([name, type]);
        }
    }
    return result;
}

function readTypings(text: string): Map<string, Typing> {
    const result = new Map<string, Typing>();
    for (const [, kind, name, body] of text.matchAll(/^type (Fields|ParentReferences)\$(\w+) = \{([^}]*)\};/gm)) {
        const typing = result.get(name) ?? { fields: new Map(), parents: new Map() };
        result.set(name, typing);
        for (const [, member, type] of body.matchAll(/^ {4}(\w+): (.+);$/gm)) {
            if (kind === 'Fields') {
                typing.fields.set(member, { type: type.replace(' | null', ''), nullable: type.endsWith('| null') });
            } else {
                typing.parents.set(member, type.replace(' | null', '').replace('SObjectDefinition$', ''));
            }
        }
    }
    return result;
}

function encode(name: string): string {
    const object = objects.get(name) as DumpedObject;
    const typing = typings.get(name);
    const fields = [...object.fields]
        .filter(([field]) => !isPolymorphicParent(object, field))
        .map(([field, type]) => encodeField(object, typing, field, type));
    for (const [field, { type, nullable }] of typing?.fields ?? []) {
        if (!object.fields.has(field) && !object.parents.has(field)) {
            const letter =
                { boolean: 'b', number: 'd', DateString: 'z', BlobString: 'l', Address: 'a' }[type] ?? (field.endsWith('Id') ? 'i' : 's');
            fields.push(
                `${field}${letter}${nullable ? '?' : '!'}${typing?.parents.has(field.slice(0, -2)) ? parentText(object, typing, field) : ''}`
            );
        }
    }
    for (const [parent, type] of object.parents) {
        if ((type === 'Address' || type === 'Location') && !object.fields.has(`${parent}Id`)) {
            fields.push(`${parent}${type === 'Address' ? 'a' : 'o'}?`);
        }
    }
    const children = object.children.map(([relationship, child]) => `${relationship}>${child}.${foreignKey(name, relationship, child)}`);
    return `${fields.sort().join(',')};${children.sort().join(',')}`;
}

/** `DelegatedApprover Object` beside `DelegatedApproverId Id`: a relationship to more than one type. */
function isPolymorphicParent(object: DumpedObject, field: string): boolean {
    return object.fields.get(field) === 'Object' && object.fields.get(`${field}Id`) === 'Id';
}

function encodeField(object: DumpedObject, typing: Typing | undefined, field: string, type: string): string {
    const known = typing?.fields.get(field);
    const nullability = known ? (known.nullable ? '?' : '!') : '';
    return `${field}${LETTERS[type]}${nullability}${type === 'Id' && field !== 'Id' ? parentText(object, typing, field) : ''}`;
}

function parentText(object: DumpedObject, typing: Typing | undefined, field: string): string {
    const relationship = field.replace(/Id$/, '');
    const targets = new Set<string>();
    const stub = object.parents.get(relationship);
    if (stub) {
        targets.add(stub);
    } else if (isPolymorphicParent(object, relationship)) {
        targets.add('Name');
    } else if (typing?.parents.has(relationship)) {
        targets.add(typing.parents.get(relationship) as string);
    }
    // The typings come from a real org's describe: a field that they know without its relationship has none (GroupMember.UserOrGroupId).
    const nameless = typing?.fields.has(field) && !typing.parents.has(relationship);
    return targets.size > 0 ? `=${nameless ? '' : relationship}>${[...targets].join('|')}` : '';
}

/** Which field of the child points here: the only candidate, or the one that the relationship's name agrees with; else nothing. */
function foreignKey(parent: string, relationship: string, child: string): string {
    const object = objects.get(child);
    if (!object) {
        return '';
    }
    const audit = new Set(['CreatedBy', 'LastModifiedBy']);
    const exact = [...object.parents].filter(([name, type]) => type === parent && !audit.has(name)).map(([name]) => name);
    const loose = [...object.parents].filter(([, type]) => type === 'Name').map(([name]) => name);
    for (const candidates of [exact, loose]) {
        if (candidates.length === 1) {
            return `${candidates[0]}Id`;
        }
        const stem = (text: string): string => text.toLowerCase().replace(/(ies|es|s)$/, '');
        const alike = candidates.filter(
            (name) => stem(relationship).includes(name.toLowerCase()) || name.toLowerCase().includes(stem(relationship))
        );
        const own = candidates.filter((name) => name === parent);
        if (alike.length === 1 || own.length === 1) {
            return `${(alike.length === 1 ? alike : own)[0]}Id`;
        }
        if (candidates.length > 1) {
            return '';
        }
    }
    return '';
}
