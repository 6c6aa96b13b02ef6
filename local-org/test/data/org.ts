/** A small org in memory: the standard objects, three custom ones, one user. */
import { DataRoom } from '../../src/data/DataRoom.ts';
import type { DataRoomOptions } from '../../src/data/DataRoom.ts';
import { Store } from '../../src/data/store/Store.ts';
import type { TriggerRunner } from '../../src/data/ports.ts';
import type { DmlOptions, DmlVerb, Ports, QueryOptions, RowResult } from '../../src/runtime/ports.ts';
import { Transaction } from '../../src/runtime/Transaction.ts';
import type { TransactionKind, TriggerContext } from '../../src/runtime/Transaction.ts';
import { SObject } from '../../src/runtime/values/SObject.ts';
import { textOf } from '../../src/runtime/values/text.ts';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import type { OrgSchema } from '../../src/schema/buildSchema.ts';
import { readMetadata } from '../../src/schema/metadataFile.ts';
import { fieldFile, objectFile, objectXml } from '../schema/projectFixture.ts';

const picklist = (restricted: boolean, ...values: string[]): string =>
    `<valueSet>${restricted ? '<restricted>true</restricted>' : ''}<valueSetDefinition><sorted>false</sorted>${values
        .map((value) => `<value><fullName>${value}</fullName><default>false</default><label>${value} label</label></value>`)
        .join('')}</valueSetDefinition></valueSet>`;

export const METADATA: Record<string, string> = {
    ...objectFile('Thing__c', objectXml('Thing')),
    ...fieldFile('Thing__c', 'Key__c', '<type>Text</type><length>20</length><unique>true</unique><externalId>true</externalId>'),
    ...fieldFile('Thing__c', 'Code__c', '<type>Text</type><length>20</length><unique>true</unique><caseSensitive>true</caseSensitive>'),
    ...fieldFile('Thing__c', 'Amount__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
    ...fieldFile('Thing__c', 'Count__c', '<type>Number</type><precision>6</precision><scale>0</scale>'),
    ...fieldFile('Thing__c', 'Day__c', '<type>Date</type>'),
    ...fieldFile('Thing__c', 'At__c', '<type>DateTime</type>'),
    ...fieldFile('Thing__c', 'Done__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
    ...fieldFile('Thing__c', 'Mail__c', '<type>Email</type>'),
    ...fieldFile('Thing__c', 'Need__c', '<type>Text</type><length>5</length><required>false</required>'),
    ...fieldFile('Thing__c', 'Long__c', '<type>LongTextArea</type><length>32000</length><visibleLines>3</visibleLines>'),
    ...fieldFile('Thing__c', 'Status__c', `<type>Picklist</type>${picklist(true, 'New', 'Open', 'Closed')}`),
    ...fieldFile(
        'Thing__c',
        'Tags__c',
        `<type>MultiselectPicklist</type><visibleLines>4</visibleLines>${picklist(true, 'red', 'green', 'blue')}`
    ),
    ...fieldFile(
        'Thing__c',
        'Account__c',
        '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Things</relationshipName><relationshipLabel>Things</relationshipLabel><deleteConstraint>SetNull</deleteConstraint>'
    ),
    ...fieldFile(
        'Thing__c',
        'Campaign__c',
        '<type>Lookup</type><referenceTo>Campaign</referenceTo><relationshipName>Things</relationshipName><relationshipLabel>Things</relationshipLabel><deleteConstraint>Restrict</deleteConstraint>'
    ),
    ...objectFile(
        'Part__c',
        objectXml('Part', '<sharingModel>ControlledByParent</sharingModel>').replace(
            '<nameField><label>Name</label><type>Text</type></nameField>',
            '<nameField><label>Name</label><type>AutoNumber</type><displayFormat>P-{0000}</displayFormat></nameField>'
        )
    ),
    ...fieldFile(
        'Part__c',
        'Thing__c',
        '<type>MasterDetail</type><referenceTo>Thing__c</referenceTo><relationshipName>Parts</relationshipName><relationshipLabel>Parts</relationshipLabel><relationshipOrder>0</relationshipOrder>'
    ),
    ...fieldFile('Part__c', 'Size__c', '<type>Number</type><precision>6</precision><scale>1</scale>'),
    ...fieldFile('Part__c', 'Label__c', '<type>Text</type><length>30</length><required>true</required>')
};

export const schemaOf = (files: Record<string, string>, keyPrefixes: Record<string, string> = {}): OrgSchema =>
    buildSchema(
        {
            directory: '/',
            sourceApiVersion: 67,
            namespace: '',
            packageDirectories: ['app'],
            apex: [],
            metadata: Object.entries(files).flatMap(([path, text]) => readMetadata(path, text)),
            lwcBundles: []
        },
        { features: ['teams', 'splits', 'territories'], keyPrefixes }
    );

let cached: OrgSchema | undefined;

/** 15 October 2026, a Thursday, 10:30 GMT. */
export const NOW = Date.parse('2026-10-15T10:30:00Z');

export class TestOrg {
    readonly schema: OrgSchema;
    readonly store: Store;
    readonly data: DataRoom;
    readonly userId: string;
    readonly triggers = new Map<string, (context: TriggerContext, transaction: Transaction) => void>();
    now = NOW;
    transaction: Transaction;

    constructor(options: Partial<DataRoomOptions> & { file?: string; schema?: OrgSchema } = {}) {
        this.schema = options.schema ?? (cached ??= schemaOf(METADATA));
        this.store = Store.open({ file: options.file ?? ':memory:', schema: this.schema, now: () => this.now });
        const runner: TriggerRunner = {
            hasTriggers: (object, operation) => this.triggers.has(`${object.name} ${operation}`),
            run: (transaction, context) => this.triggers.get(`${context.object} ${context.operation}`)!(context, transaction)
        };
        this.data = new DataRoom({ triggers: runner, ...options, store: this.store });
        this.userId = this.store.insert('User', {
            LastName: 'Runner',
            FirstName: 'Rita',
            Name: 'Rita Runner',
            Username: 'rita@example.test',
            IsActive: 1,
            TimeZoneSidKey: 'GMT'
        });
        this.transaction = this.begin();
    }

    begin(kind: TransactionKind = 'synchronous'): Transaction {
        this.transaction = new Transaction({
            ports: { data: this.data } as unknown as Ports,
            kind,
            userId: this.userId,
            isTest: false,
            now: () => this.now
        });
        this.data.begin(this.transaction);
        return this.transaction;
    }

    commit(): Transaction {
        this.data.commit(this.transaction);
        return this.begin();
    }

    record(type: string, values: Record<string, unknown> = {}): SObject {
        const record = new SObject(this.schema.object(type)!);
        for (const [name, value] of Object.entries(values)) {
            record.put(name.toLowerCase(), value);
        }
        return record;
    }

    dml(verb: DmlVerb, records: SObject | SObject[], options: Partial<DmlOptions> = {}): RowResult[] {
        return this.data.dml(this.transaction, verb, [records].flat(), {
            access: 'system',
            sharing: false,
            allOrNone: true,
            externalIdField: null,
            ...options
        });
    }

    /** Inserts and returns the record, its Id set. */
    insert(type: string, values: Record<string, unknown> = {}): SObject {
        const record = this.record(type, values);
        const [result] = this.dml('insert', record);
        if (!result!.success) {
            throw new Error(errorsOf([result!]).join('\n'));
        }
        return record;
    }

    insertAll(type: string, rows: Record<string, unknown>[]): SObject[] {
        return rows.map((values) => this.insert(type, values));
    }

    query(soql: string, binds: unknown[] = [], options: Partial<QueryOptions> = {}): SObject[] {
        return this.data.query(this.transaction, this.data.parse(soql), { access: 'system', sharing: false, binds, ...options })
            .items as SObject[];
    }

    count(soql: string, binds: unknown[] = []): number {
        return this.data.count(this.transaction, this.data.parse(soql), { access: 'system', sharing: false, binds });
    }

    /** One field of each row, as text. */
    column(soql: string, field: string, binds: unknown[] = []): (string | null)[] {
        return this.query(soql, binds).map((record) => {
            const value = record.get(field.toLowerCase());
            return value === null ? null : textOf(value);
        });
    }
}

/** `CODE, message: [fields]` */
export function errorsOf(results: readonly RowResult[]): string[] {
    return results.flatMap((result) => result.errors.map((error) => `${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`));
}
