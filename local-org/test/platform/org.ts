/** An org in memory with rights, sharing and the platform's rules, without Apex: rows are written as somebody. */
import { DataRoom } from '../../src/data/DataRoom.ts';
import { Store } from '../../src/data/store/Store.ts';
import { decoderOf } from '../../src/data/values/codec.ts';
import type { StoredRow } from '../../src/data/ports.ts';
import { parseSoql } from '../../src/language/parseSoql.ts';
import { deployPlatform, Platform, platformRules, preparePlatform, seedOrganization, seedUsers } from '../../src/platform/index.ts';
import type { SeedOptions } from '../../src/platform/index.ts';
import type { ApprovalOutcome, ApprovalRequest } from '../../src/runtime/approval.ts';
import type { AccessMode, DmlVerb, Ports, RowError, RowResult } from '../../src/runtime/ports.ts';
import { Transaction } from '../../src/runtime/Transaction.ts';
import { SObject } from '../../src/runtime/values/SObject.ts';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import { readMetadata } from '../../src/schema/metadataFile.ts';
import type { Feature } from '../../src/schema/model.ts';
import type { Project } from '../../src/schema/project.ts';
import { deployPermissions, Security, securityRules, seedProfiles } from '../../src/security/index.ts';

export const NOW = Date.parse('2026-10-15T10:30:00Z');

export interface OrgOptions {
    files?: Record<string, string>;
    features?: Feature[];
    seed?: SeedOptions;
    file?: string;
}

export class PlatformOrg {
    readonly store: Store;
    readonly data: DataRoom;
    readonly security: Security;
    readonly ports: Ports;
    readonly project: Project;
    readonly adminId: string;
    readonly problems: string[];
    now = NOW;

    constructor({ files = {}, features = ['teams', 'splits', 'territories'], seed, file = ':memory:' }: OrgOptions = {}) {
        this.project = {
            directory: '/',
            sourceApiVersion: 67,
            namespace: '',
            packageDirectories: ['app'],
            apex: [],
            metadata: Object.entries(files).flatMap(([path, text]) => readMetadata(path, text)),
            lwcBundles: []
        };
        this.store = Store.open({ file, schema: buildSchema(this.project, { features }), now: () => this.now });
        preparePlatform(this.store);
        const seeded = seedOrganization(this.store, seed);
        seedProfiles(this.store, seeded.adminId);
        seedUsers(this.store, seeded, seed);
        this.adminId = seeded.adminId;
        const permissions = deployPermissions(this.store, this.project, this.adminId);
        const { approvals, problems } = deployPlatform(this.store, this.project, this.adminId);
        this.problems = [...permissions, ...problems].map(({ message }) => message);
        this.security = new Security(this.store);
        const context = { store: this.store, approvals };
        const rules = securityRules(this.store);
        this.data = new DataRoom({
            store: this.store,
            policy: this.security,
            rules: [...rules.first, ...platformRules(context), ...rules.last]
        });
        this.ports = {
            data: this.data,
            security: this.security,
            platform: new Platform(context, { allowedEndpoints: () => [] })
        } as unknown as Ports;
    }

    transaction(userId: string): Transaction {
        return new Transaction({ ports: this.ports, kind: 'synchronous', userId, isTest: false, now: () => this.now });
    }

    record(object: string, values: StoredRow): SObject {
        const record = new SObject(this.store.object(object));
        for (const [name, value] of Object.entries(values)) {
            const field = record.field(name.toLowerCase());
            record.put(name.toLowerCase(), field && value !== null ? decoderOf(field)(value) : value);
        }
        return record;
    }

    /** One statement in a transaction of its own. */
    dml(userId: string, verb: DmlVerb, object: string, rows: StoredRow[], access: AccessMode = 'system'): RowResult[] {
        const transaction = this.transaction(userId);
        this.data.begin(transaction);
        const records = rows.map((row) => this.record(object, row));
        const results = this.data.dml(transaction, verb, records, {
            access,
            sharing: access === 'user',
            allOrNone: false,
            externalIdField: null
        });
        this.data.commit(transaction);
        return results;
    }

    /** Inserts one row that must succeed. Returns its Id. */
    insert(object: string, row: StoredRow, userId = this.adminId): string {
        const [result] = this.dml(userId, 'insert', object, [row]);
        if (!result!.success) {
            throw new Error(`${object}: ${JSON.stringify(result!.errors)}`);
        }
        return result!.id!;
    }

    /** The one error of an update of one row; null when it is saved. */
    update(object: string, row: StoredRow, userId = this.adminId, access: AccessMode = 'system'): RowError | null {
        return this.dml(userId, 'update', object, [row], access)[0]!.errors[0] ?? null;
    }

    remove(object: string, id: string, userId = this.adminId): RowError | null {
        return this.dml(userId, 'delete', object, [{ Id: id }])[0]!.errors[0] ?? null;
    }

    /** Last column of a SOQL query, as that user sees it. */
    seen(userId: string, soql: string, access: AccessMode = 'user'): unknown[] {
        const transaction = this.transaction(userId);
        const query = parseSoql(soql);
        const rows = this.data.query(transaction, query, { access, sharing: access === 'user', binds: [] });
        return rows.items.map((row) => [...(row as SObject).values.values()].at(-1));
    }

    value(sql: string, ...parameters: string[]): unknown {
        return Object.values(this.store.get(sql, ...parameters) ?? {})[0] ?? null;
    }

    profile(name: string): string {
        return String(this.value('SELECT Id FROM Profile WHERE Name = ?', name));
    }

    #people = 0;

    user(lastName: string, more: StoredRow = {}, profile = 'Standard User'): string {
        const n = ++this.#people;
        return this.insert('User', {
            LastName: lastName,
            FirstName: 'Test',
            Username: `person${n}@example.test`,
            Email: `person${n}@example.test`,
            Alias: `p${n}`,
            TimeZoneSidKey: 'GMT',
            LocaleSidKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            LanguageLocaleKey: 'en_US',
            ProfileId: this.profile(profile),
            ...more
        });
    }

    approve(userId: string, request: Partial<ApprovalRequest> & Pick<ApprovalRequest, 'kind'>): ApprovalOutcome {
        const whole = {
            objectId: null,
            submitterId: null,
            processDefinitionNameOrId: null,
            skipEntryCriteria: false,
            comments: null,
            nextApproverIds: [],
            workitemId: null,
            action: null,
            ...request
        };
        const transaction = this.transaction(userId);
        this.data.begin(transaction);
        const outcome = this.ports.platform.processApproval(transaction, whole) as ApprovalOutcome;
        this.data.commit(transaction);
        return outcome;
    }
}
