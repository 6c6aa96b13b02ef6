/** The SELECT list of a query for records: the SQL columns, and how a row of them becomes an SObject. */
import type { SelectItem } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { textOf } from '../../runtime/values/text.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { storageOf } from '../store/columns.ts';
import { decoderOf } from '../values/codec.ts';
import type { Decoder } from '../values/codec.ts';
import { noSuchColumn, noSuchRelation, queryException } from './errors.ts';
import { resolveCall } from './functions.ts';
import type { Resolved, Scope } from './Scope.ts';
import { quoted } from '../store/columns.ts';
import { addressOf, toAddress } from './compound.ts';

/** Where the values of one record (the row's own, or a parent's) stand among the columns. */
interface RecordNode {
    /** null: polymorphic, the Id's key prefix says which. */
    object: SObjectSchema | null;
    idColumn: number;
    fields: Map<string, { column: number; decode: Decoder }>;
    parents: Map<string, RecordNode>;
    /** TYPEOF: nodes by lower-case object name. */
    byType: Map<string, RecordNode> | null;
    queried: Set<string>;
}

export class Selection {
    readonly columns: string[] = [];
    readonly #scope: Scope;
    readonly #root: RecordNode;
    readonly #indexes = new Map<string, number>();
    /** Functions without alias have a name of their own in the result. */
    readonly names = new Map<string, string>();

    constructor(scope: Scope) {
        this.#scope = scope;
        this.#root = this.#node(scope.object, this.#column(scope.column('Id')));
        this.#root.fields.set('id', { column: this.#root.idColumn, decode: (value) => value });
    }

    /** Child relationships that sub-queries fill: reading them is allowed. */
    addChildren(lowerRelationship: string): void {
        this.#root.queried.add(lowerRelationship);
    }

    add(item: Exclude<SelectItem, { kind: 'subquery' | 'countAll' }>): void {
        switch (item.kind) {
            case 'field':
                if (item.alias) {
                    throw queryException('only aggregate expressions use field aliasing');
                }
                this.addPath(item.field.path);
                return;
            case 'fields':
                this.#addAll(item.which);
                return;
            case 'typeof':
                this.#addTypeof(item);
                return;
            case 'function':
                this.#addFunction(item);
        }
    }

    addPath(fullPath: readonly string[]): void {
        const path = this.#scope.relative(fullPath);
        const address = addressOf(this.#scope, path);
        if (address) {
            this.#place(path, address, '', toAddress, path.at(-1)!.toLowerCase());
            return;
        }
        const resolved = this.#scope.resolve(path, true);
        this.#place(path, resolved, resolved.field.name.toLowerCase(), decoderOf(resolved.field), path.at(-1)!.toLowerCase());
    }

    /** A column of the statement that only the query itself needs. Returns its index. */
    addColumn(sql: string): number {
        return this.#column(sql);
    }

    #place(path: readonly string[], resolved: Resolved, _name: string, decode: Decoder, lower: string): void {
        const node = this.#parentNode(path.slice(0, -1));
        node.fields.set(lower, { column: this.#column(resolved.sql), decode });
        node.queried.add(lower);
    }

    #parentNode(relationships: readonly string[]): RecordNode {
        let node = this.#root;
        const passed: string[] = [];
        for (const name of relationships) {
            passed.push(name);
            const lower = name.toLowerCase();
            let parent = node.parents.get(lower);
            if (!parent) {
                parent = this.#newParent(node, passed, lower);
            }
            node = parent;
        }
        return node;
    }

    #newParent(node: RecordNode, path: readonly string[], lower: string): RecordNode {
        const object = node.object;
        const reference = object ? parentFieldOf(object, lower) : undefined;
        if (object && !reference) {
            throw noSuchRelation(path.at(-1)!, object.name);
        }
        const id = this.#scope.resolve([...path, 'Id'], true);
        const targets = object && reference ? this.#scope.targets(object, reference) : [];
        const parent = this.#node(targets.length === 1 ? targets[0]! : null, this.#column(id.sql));
        parent.fields.set('id', { column: parent.idColumn, decode: (value) => value });
        node.parents.set(lower, parent);
        node.queried.add(lower);
        if (reference) {
            // The platform brings the reference along with the parent.
            const own = this.#scope.resolve([...path.slice(0, -1), reference.name], true);
            node.fields.set(reference.name.toLowerCase(), { column: this.#column(own.sql), decode: (value) => value });
            node.queried.add(reference.name.toLowerCase());
        }
        return parent;
    }

    #addAll(which: 'ALL' | 'STANDARD' | 'CUSTOM'): void {
        const { object, builder } = this.#scope;
        for (const field of object.fields.values()) {
            const wanted = which === 'ALL' || (which === 'CUSTOM') === field.custom;
            const readable =
                builder.context.access === 'system' || builder.context.policy.fieldAccess(builder.context.userId, object, field.name).read;
            if (wanted && readable && (storageOf(field) !== null || field.calculated)) {
                this.addPath([field.name]);
            }
        }
    }

    #addFunction({ call, alias }: Extract<SelectItem, { kind: 'function' }>): void {
        const resolved = resolveCall(this.#scope, call, true);
        const [argument] = call.args;
        const path = argument && 'path' in argument ? argument.path : [];
        const decode = decoderOf(resolved.field);
        if (resolved.presentation === 'label' && !alias) {
            this.#place(this.#scope.relative(path), resolved, resolved.field.name, labelOf(resolved.field), path.at(-1)!.toLowerCase());
            return;
        }
        if (!alias && resolved.presentation === 'format') {
            throw queryException('FORMAT needs an alias here');
        }
        const name = alias ?? `expr${this.names.size}`;
        this.names.set(name.toLowerCase(), name);
        const shown: Decoder =
            resolved.presentation === 'label'
                ? labelOf(resolved.field)
                : resolved.presentation === 'format'
                  ? (value) => (value === null ? null : textOf(decode(value)))
                  : decode;
        this.#root.fields.set(name.toLowerCase(), { column: this.#column(resolved.sql), decode: shown });
        this.#root.queried.add(name.toLowerCase());
    }

    #addTypeof({ relationship, whens, otherwise }: Extract<SelectItem, { kind: 'typeof' }>): void {
        const path = this.#scope.relative([...relationship, 'Id']).slice(0, -1);
        const reference = parentFieldOf(this.#scope.object, path[0]!);
        if (path.length !== 1 || !reference || reference.referenceTo.length < 2) {
            throw queryException(`Relationship '${relationship.join('.')}' in TYPEOF is not polymorphic`);
        }
        const node = this.#parentNode(path);
        node.byType = new Map();
        for (const when of whens) {
            const object = this.#scope.builder.table(when.type);
            const branch = this.#node(object, node.idColumn);
            branch.fields.set('id', { column: node.idColumn, decode: (value) => value });
            for (const field of when.fields) {
                this.#addTypeofField(branch, object, this.#scope.column(reference.name), field.path);
            }
            node.byType.set(object.name.toLowerCase(), branch);
        }
        for (const field of otherwise) {
            this.addPath([...path, ...field.path]);
        }
    }

    #addTypeofField(branch: RecordNode, object: SObjectSchema, idSql: string, path: readonly string[]): void {
        const field = path.length === 1 ? fieldOf(object, path[0]!) : undefined;
        if (path.length > 1) {
            throw new UnsupportedError('SOQL relationship fields inside TYPEOF');
        }
        if (!field || storageOf(field) === null) {
            throw noSuchColumn(path[0]!, object.name);
        }
        this.#scope.builder.mustRead(object, field, true);
        const sql = `(SELECT ${quoted(field.name)} FROM ${quoted(object.name)} WHERE "Id" = ${idSql})`;
        branch.fields.set(field.name.toLowerCase(), { column: this.#column(sql), decode: decoderOf(field) });
        branch.queried.add(field.name.toLowerCase());
    }

    #node(object: SObjectSchema | null, idColumn: number): RecordNode {
        return { object, idColumn, fields: new Map(), parents: new Map(), byType: null, queried: new Set(['id']) };
    }

    #column(sql: string): number {
        let index = this.#indexes.get(sql);
        if (index === undefined) {
            index = this.columns.push(sql) - 1;
            this.#indexes.set(sql, index);
        }
        return index;
    }

    /** One row as a record. */
    record(row: readonly StoredValue[]): SObject {
        const record = this.#fill(this.#root, this.#root.object!, row);
        if (this.names.size > 0) {
            record.names = this.names;
        }
        return record;
    }

    #fill(node: RecordNode, object: SObjectSchema, row: readonly StoredValue[]): SObject {
        const record = new SObject(object, node.queried);
        for (const [name, { column, decode }] of node.fields) {
            record.values.set(name, decode(row[column]!));
        }
        for (const [name, parent] of node.parents) {
            record.values.set(name, this.#parentRecord(parent, row));
        }
        return record;
    }

    #parentRecord(node: RecordNode, row: readonly StoredValue[]): SObject | null {
        const id = row[node.idColumn];
        if (typeof id !== 'string') {
            return null;
        }
        const object = node.object ?? this.#scope.builder.context.schema.objectByKeyPrefix(id.slice(0, 3));
        if (!object) {
            return null;
        }
        return this.#fill(node.byType?.get(object.name.toLowerCase()) ?? node, object, row);
    }
}

function labelOf(field: FieldSchema): Decoder {
    const labels = new Map(field.picklistValues.map(({ value, label }) => [value.toLowerCase(), label]));
    return (value) =>
        typeof value === 'string'
            ? value
                  .split(';')
                  .map((part) => labels.get(part.toLowerCase()) ?? part)
                  .join(';')
            : value;
}
