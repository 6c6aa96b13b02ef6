/** `X__mdt.getAll()` and `getInstance`: Salesforce keeps the records of custom metadata types in memory, so no query is counted. */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { sameId } from '../../runtime/values/ids.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { objectToken } from '../Schema/tokens.ts';
import { systemRows } from './systemRows.ts';

/** Of longer texts these methods give the beginning; a query gives them whole. */
const LONGEST_TEXT = 255;

/** Records change by deployment alone: read once a transaction. */
const read = new WeakMap<Transaction, Map<string, SObject[]>>();

function records(rt: OrgRuntime, typeName: string): SObject[] {
    let types = read.get(rt.tx);
    if (!types) {
        types = new Map();
        read.set(rt.tx, types);
    }
    let known = types.get(typeName);
    if (!known) {
        known = systemRows(rt, objectToken(rt, typeName).schema);
        known.forEach(shorten);
        types.set(typeName, known);
    }
    return known;
}

function shorten(record: SObject): void {
    for (const [name, value] of record.values) {
        if (typeof value === 'string' && value.length > LONGEST_TEXT) {
            record.values.set(name, value.slice(0, LONGEST_TEXT));
        }
    }
}

function developerName(record: SObject): string {
    return String(record.get('developername'));
}

/** By Id, developer name or qualified name. */
function isCalled(record: SObject, name: string): boolean {
    const lower = name.toLowerCase();
    const names = [developerName(record), record.get('qualifiedapiname')];
    return names.some((each) => typeof each === 'string' && each.toLowerCase() === lower) || sameId(String(record.id), name);
}

export default library('Internal.CustomMetadataType', {
    'static Map<String,T> getAll()': (rt, typeName: string) =>
        new ApexMap(
            'String',
            typeName,
            records(rt, typeName).map((record) => [developerName(record), record.copy()] as const)
        ),
    'static T getInstance(String name)': (rt, typeName: string, name: string | null) =>
        (name === null ? undefined : records(rt, typeName).find((record) => isCalled(record, name)))?.copy() ?? null
});
