/**
 * What the platform's standard objects are made of, as data: data/standard-objects.json, generated from the sources
 * named in data/NOTICE.md. One text per object, taken apart only when the object is asked for; tools/mergeSchema.ts
 * describes the format.
 */
import { readFileSync } from 'node:fs';

export interface StandardField {
    name: string;
    /** Id, String, Boolean, Integer, Long, Decimal, Double, Date, Datetime, Time, Blob, Address, Location, Object. */
    apexType: string;
    /** Null when no source says. */
    nullable: boolean | null;
    /** Does an org without optional features have it? False for fields that only the list of all features knows. */
    common: boolean;
    relationshipName: string | null;
    targets: string[];
}

export interface StandardChild {
    relationshipName: string;
    childObject: string;
    /** Null when it could not be inferred. */
    field: string | null;
}

export interface StandardObject {
    name: string;
    fields: StandardField[];
    children: StandardChild[];
}

export interface StandardData {
    names(): Iterable<string>;
    /** Case-insensitive. */
    has(name: string): boolean;
    object(name: string): StandardObject | undefined;
}

const APEX_TYPES: Record<string, string> = {
    i: 'Id',
    s: 'String',
    b: 'Boolean',
    n: 'Integer',
    g: 'Long',
    d: 'Decimal',
    f: 'Double',
    t: 'Date',
    z: 'Datetime',
    m: 'Time',
    l: 'Blob',
    a: 'Address',
    o: 'Location',
    x: 'Object',
    j: 'List<String>'
};

/**
 * What the sources of the data lack, for objects without an overlay; of two fields of one name the later one counts.
 * Object Reference; Nebula Logger queries the relationship, apex-recipes writes the lists.
 */
const LACKING: Record<string, string> = {
    EmailMessage: 'ToIds:j?,CcIds:j?,BccIds:j?',
    FlowDefinitionView: 'TriggerObjectOrEventId:s?=TriggerObjectOrEvent>EntityDefinition'
};

let loaded: StandardData | undefined;

/** Reads the data once per process. */
export function loadStandardData(): StandardData {
    loaded ??= open(
        JSON.parse(readFileSync(new URL('../../data/standard-objects.json', import.meta.url), 'utf8')) as Record<string, string>
    );
    return loaded;
}

function open(texts: Record<string, string>): StandardData {
    const spelling = new Map<string, string>();
    for (const name of Object.keys(texts)) {
        spelling.set(name.toLowerCase(), name);
    }
    return {
        names: () => spelling.values(),
        has: (name) => spelling.has(name.toLowerCase()),
        object: (name) => {
            const known = spelling.get(name.toLowerCase());
            if (known === undefined) {
                return undefined;
            }
            const [fields, children] = texts[known].split(';');
            return {
                name: known,
                fields: parseFields(LACKING[known] ? `${fields},${LACKING[known]}` : fields),
                children: parseChildren(children)
            };
        }
    };
}

/** `NameT!=Relationship>Target|Target,…`; the overlay writes a colon before the type letter. */
export function parseFields(text: string): StandardField[] {
    return text
        .split(',')
        .filter(Boolean)
        .map((part) => {
            const match = /^(\w+?):?([isbngdftzmlaoxj])([!?]?)(?:=(\w*)>([\w|]+))?$/.exec(part);
            if (!match) {
                throw new Error(`Malformed field in the standard data: ${part}`);
            }
            const [, name, letter, nullability, relationship, targets] = match;
            return {
                name,
                apexType: name === 'ChangeEventHeader' ? 'EventBus.ChangeEventHeader' : APEX_TYPES[letter],
                nullable: nullability === '' ? null : nullability === '?',
                common: nullability !== '',
                relationshipName: relationship || null,
                targets: targets ? targets.split('|') : []
            };
        });
}

function parseChildren(text: string): StandardChild[] {
    return text
        .split(',')
        .filter(Boolean)
        .map((part) => {
            const [relationshipName, target] = part.split('>');
            const [childObject, field] = target.split('.');
            return { relationshipName, childObject, field: field || null };
        });
}
