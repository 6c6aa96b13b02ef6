/** Records with their children, in one transaction: all are inserted, or none (`composite/tree`). */
import type { RowResult } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { childRelationshipOf } from '../schema/model.ts';
import type { SObjectSchema } from '../schema/model.ts';
import type { Assembly } from './assemble.ts';
import { recordFromJson } from './recordJson.ts';
import type { RecordJson } from './recordJson.ts';
import { limitError, saveAsApi } from './apiSave.ts';
import { asRefusals, presentObject, RequestRefused, seenObject, visibility } from './records.ts';
import { inTransaction } from './transactions.ts';

export interface TreeResult {
    hasErrors: boolean;
    results: { referenceId: string; id?: string; errors?: { statusCode: string; message: string; fields: string[] }[] }[];
}

/** One record of the tree, before it is saved. */
interface Node {
    referenceId: string;
    fields: RecordJson;
    children: { object: SObjectSchema; parentField: string; nodes: Node[] }[];
}

const MOST_RECORDS = 200;
const MOST_LEVELS = 5;
const MOST_OBJECTS = 5;

/** Carries the refused rows out of the transaction, so that it is undone. */
class TreeRefused extends Error {
    readonly results: TreeResult['results'];
    constructor(results: TreeResult['results']) {
        super('the tree was refused');
        this.results = results;
    }
}

export function insertTree(org: Assembly, userId: string, objectName: string, records: readonly unknown[]): TreeResult {
    const object = seenObject(org, userId, objectName);
    const seen = { references: new Set<string>(), objects: new Set<string>() };
    const nodes = records.map((record) => readNode(org, object, record, seen, 1));
    if (seen.references.size > MOST_RECORDS) {
        throw new RequestRefused('INVALID_INPUT', `The request may hold at most ${MOST_RECORDS} records, not ${seen.references.size}.`);
    }
    if (seen.objects.size > MOST_OBJECTS) {
        throw new RequestRefused(
            'INVALID_INPUT',
            `The request may hold at most ${MOST_OBJECTS} types of records, not ${seen.objects.size}.`
        );
    }
    try {
        const results = asRefusals(
            () =>
                inTransaction(org, { userId, sharing: true }, (transaction) => {
                    const saved: TreeResult['results'] = [];
                    insertLevel(org, transaction, object, nodes, saved);
                    return saved;
                }),
            'UNKNOWN_EXCEPTION'
        );
        return { hasErrors: false, results };
    } catch (error) {
        if (error instanceof TreeRefused) {
            return { hasErrors: true, results: error.results };
        }
        const limit = limitError(error);
        if (!limit) {
            throw error;
        }
        return { hasErrors: true, results: nodes.map(({ referenceId }) => ({ referenceId, errors: [limit] })) };
    }
}

function readNode(
    org: Assembly,
    object: SObjectSchema,
    record: unknown,
    seen: { references: Set<string>; objects: Set<string> },
    level: number
): Node {
    const json = record as RecordJson & { attributes?: { type?: string; referenceId?: string } };
    const { type, referenceId } = json?.attributes ?? {};
    if (!type || !referenceId) {
        throw new RequestRefused('INVALID_INPUT', 'Include a reference ID and a type in the attributes of each record.');
    }
    if (type.toLowerCase() !== object.name.toLowerCase()) {
        throw new RequestRefused('INVALID_INPUT', `Record ${referenceId} is of type ${type}, where ${object.name} was expected.`);
    }
    if (seen.references.has(referenceId)) {
        throw new RequestRefused('INVALID_INPUT', `Duplicate ReferenceId provided in the request: ${referenceId}`);
    }
    if (level > MOST_LEVELS) {
        throw new RequestRefused('INVALID_INPUT', `The tree may be at most ${MOST_LEVELS} levels deep.`);
    }
    seen.references.add(referenceId);
    seen.objects.add(object.name);
    const node: Node = { referenceId, fields: {}, children: [] };
    for (const [name, value] of Object.entries(json)) {
        const child = isTree(value) ? childRelationshipOf(object, name) : undefined;
        if (child && isTree(value)) {
            const childObject = presentObject(org, child.childObject);
            const nodes = value.records.map((each) => readNode(org, childObject, each, seen, level + 1));
            node.children.push({ object: childObject, parentField: child.field, nodes });
        } else if (name !== 'attributes') {
            node.fields[name] = value;
        }
    }
    return node;
}

function isTree(value: unknown): value is { records: unknown[] } {
    return value !== null && typeof value === 'object' && Array.isArray((value as { records?: unknown }).records);
}

function insertLevel(org: Assembly, transaction: Transaction, object: SObjectSchema, nodes: Node[], saved: TreeResult['results']): void {
    const sees = visibility(org, transaction.userId);
    const rows = nodes.map((node) => recordFromJson(object, node.fields, { schema: org.schema, sees }));
    const results: RowResult[] = saveAsApi(org, transaction, 'insert', rows, { allOrNone: false });
    const refused = results.flatMap((result, index) =>
        result.success
            ? []
            : [
                  {
                      referenceId: nodes[index].referenceId,
                      errors: result.errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }))
                  }
              ]
    );
    if (refused.length > 0) {
        throw new TreeRefused(refused);
    }
    nodes.forEach((node, index) => saved.push({ referenceId: node.referenceId, id: rows[index].id ?? results[index].id ?? undefined }));
    nodes.forEach((node, index) => {
        for (const { object: childObject, parentField, nodes: children } of node.children) {
            children.forEach((child) => (child.fields[parentField] = rows[index].id));
            insertLevel(org, transaction, childObject, children, saved);
        }
    });
}
