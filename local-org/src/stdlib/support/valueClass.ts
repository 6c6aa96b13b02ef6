/** Classes of the platform that only hold data: properties and get…, is… and set… methods over the same values. */
import { library } from '../../runtime/library.ts';
import type { LibraryBody, LibraryDefinition } from '../../runtime/library.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { loadLibraryData } from '../../schema/libraryData.ts';

export class ValueObject extends LibraryObject {
    readonly apexType: string;
    /** By lower-case name. */
    readonly fields: Map<string, unknown>;

    constructor(apexType: string, fields: Iterable<readonly [string, unknown]> = []) {
        super();
        this.apexType = apexType;
        this.fields = new Map(fields);
    }

    /** `relatedRecordId` of `relatedrecordid`: as JSON shows it. */
    nameOf(key: string): string {
        const type = loadLibraryData().type(this.apexType);
        const property = type?.properties.find((each) => each.name.toLowerCase() === key)?.name;
        const getter = type?.methods.find(
            (each) => /^(?:get|is)/.test(each.name) && each.name.replace(/^(?:get|is)/, '').toLowerCase() === key
        )?.name;
        const name = property ?? getter?.replace(/^(?:get|is)/, '') ?? key;
        return name[0]!.toLowerCase() + name.slice(1);
    }

    override get superTypes(): readonly string[] {
        const data = loadLibraryData();
        const names: string[] = [];
        for (let type = data.type(this.apexType); type?.superType; type = data.resolve(type.superType)) {
            names.push(data.resolve(type.superType)?.name ?? type.superType);
        }
        return names;
    }
}

const known = new Set<string>();

/** Has `valueClass` made it? Its file must have been loaded. */
export function isValueClass(typeName: string): boolean {
    return known.has(typeName) || connectDataClass(typeName) !== undefined;
}

/**
 * All data members that the platform's signatures give the class.
 * @param initial values of a new object, by lower-case name
 */
export function valueClass(typeName: string, initial: () => Record<string, unknown> = () => ({})): LibraryDefinition {
    const type = loadLibraryData().type(typeName);
    if (!type) {
        throw new Error(`No class ${typeName}`);
    }
    known.add(type.name);
    const bodies: Record<string, LibraryBody> = { 'new()': () => new ValueObject(typeName, Object.entries(initial())) };
    const read = (name: string): LibraryBody => {
        const key = name.toLowerCase();
        return (_rt, self: ValueObject) => self.fields.get(key) ?? null;
    };
    const write = (name: string): LibraryBody => {
        const key = name.toLowerCase();
        return (_rt, self: ValueObject, value: unknown) => {
            self.fields.set(key, value);
        };
    };
    for (const property of type.properties.filter((each) => !each.static)) {
        bodies[`get ${property.type} ${property.name}`] = read(property.name);
        if (!property.readOnly) {
            bodies[`set ${property.type} ${property.name}`] = write(property.name);
        }
    }
    for (const method of type.methods.filter((each) => !each.static)) {
        const [, verb, name] = /^(get|is|set)([A-Z]\w*)$/.exec(method.name) ?? [];
        if (verb === 'set' && method.parameters.length === 1) {
            bodies[`void ${method.name}(${method.parameters[0]} value)`] = write(name);
        } else if (verb && verb !== 'set' && method.parameters.length === 0) {
            bodies[`${method.returnType} ${method.name}()`] = read(name);
        }
    }
    return library(typeName, bodies);
}

/** What every class of the platform may declare beside its data. */
const OF_OBJECT = new Set(['equals', 'hashcode', 'tostring', 'getbuildversion', 'clone']);

/** Inputs and outputs of Connect in Apex are nothing but data: no file for each of the hundreds. Undefined for all other classes. */
export function connectDataClass(typeName: string): LibraryDefinition | undefined {
    const type = loadLibraryData().type(typeName);
    return type?.namespace === 'ConnectApi' &&
        type.kind === 'class' &&
        !type.superType?.endsWith('Exception') &&
        type.constructors.some((parameters) => parameters.length === 0) &&
        type.methods.every((method) => !method.static && OF_OBJECT.has(method.name.toLowerCase()))
        ? valueClass(type.name)
        : undefined;
}
