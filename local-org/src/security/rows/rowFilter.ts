/**
 * Sharing as SQL: which rows of an object a user may read, edit, delete or give away. Org-wide defaults, ownership,
 * role hierarchy, groups and queues, share rows, and what follows from a parent record.
 */
import type { RowAccess, SqlFragment, StoredValue } from '../../data/ports.ts';
import { quoted } from '../../data/store/columns.ts';
import type { Schema, SObjectSchema } from '../../schema/model.ts';
import { fieldOf } from '../../schema/model.ts';
import type { Principals } from './principals.ts';
import { shareTableOf } from './shareTables.ts';

/** What the filter must know of the user besides its principals. */
export interface RowReader {
    principals: Principals;
    /** View All / Modify All on the object or on all data. */
    seesAll(object: SObjectSchema, access: RowAccess): boolean;
    /** Transfer Record, Transfer Leads, Transfer Cases. */
    mayTransfer(object: SObjectSchema): boolean;
}

/** Child objects without a master-detail field: where their access comes from. */
const PARENT_FIELDS: Readonly<Record<string, readonly string[]>> = {
    contact: ['AccountId'],
    asset: ['AccountId'],
    contract: ['AccountId'],
    order: ['AccountId'],
    campaignmember: ['CampaignId'],
    orderitem: ['OrderId'],
    opportunitylineitem: ['OpportunityId'],
    opportunitycontactrole: ['OpportunityId'],
    opportunitysplit: ['OpportunityId'],
    opportunityteammember: ['OpportunityId'],
    accountteammember: ['AccountId'],
    casecomment: ['ParentId'],
    caseteammember: ['ParentId'],
    task: ['WhatId', 'WhoId'],
    event: ['WhatId', 'WhoId'],
    note: ['ParentId'],
    attachment: ['ParentId']
};

/** Access to the account's children that account share rows carry. */
const IMPLICIT_CHILD_LEVELS: Readonly<Record<string, string>> = {
    opportunity: 'OpportunityAccessLevel',
    case: 'CaseAccessLevel',
    contact: 'ContactAccessLevel'
};

const LEVELS: Record<RowAccess, string> = {
    read: `('Read', 'Edit', 'All')`,
    edit: `('Edit', 'All')`,
    delete: `('All')`,
    transfer: `('All')`
};

export class RowFilter {
    readonly #schema: Schema;
    #aliases = 0;

    constructor(schema: Schema) {
        this.#schema = schema;
    }

    /** Boolean SQL over `alias`; null = every row. */
    of(reader: RowReader, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null {
        // The same question gives the same text, so that prepared statements are found again.
        this.#aliases = 0;
        return this.#filter(reader, object, access, alias);
    }

    #filter(reader: RowReader, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null {
        if (reader.seesAll(object, access)) {
            return null;
        }
        if (access === 'transfer' && reader.mayTransfer(object)) {
            return this.#filter(reader, object, 'edit', alias);
        }
        switch (object.sharingModel) {
            case 'Public':
            case 'FullAccess':
                return null;
            case 'ControlledByParent':
                return this.#byParent(reader, object, access, alias);
            case 'ReadWriteTransfer':
                return access === 'delete' ? this.#private(reader, object, access, alias) : null;
            case 'ReadWrite':
                return access === 'read' || access === 'edit' ? null : this.#private(reader, object, access, alias);
            case 'Read':
                return access === 'read' ? null : this.#private(reader, object, access, alias);
            case 'Private':
                return this.#private(reader, object, access, alias);
        }
    }

    #private(reader: RowReader, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment {
        const parts = [...this.#owned(reader, object, alias), ...this.#shared(reader, object, access, alias)];
        if (object.name === 'Account' && access === 'read') {
            parts.push(...this.#parentsOfOwned(reader, alias));
        }
        const childLevel = IMPLICIT_CHILD_LEVELS[object.name.toLowerCase()];
        if (childLevel && (access === 'read' || access === 'edit')) {
            parts.push(...this.#throughAccount(reader, access, alias, childLevel));
        }
        return anyOf(parts);
    }

    #owned({ principals }: RowReader, object: SObjectSchema, alias: string): SqlFragment[] {
        if (!fieldOf(object, 'OwnerId')) {
            return [];
        }
        const owner = `${alias}."OwnerId"`;
        const parts: SqlFragment[] = [{ sql: `${owner} IN (SELECT value FROM json_each(?))`, parameters: [principals.self] }];
        if (principals.rolesBelow !== null && object.hierarchySharing) {
            parts.push(
                {
                    sql: `${owner} IN (SELECT Id FROM "User" WHERE UserRoleId IN (SELECT value FROM json_each(?)))`,
                    parameters: [principals.rolesBelow]
                },
                { sql: `${owner} IN (SELECT value FROM json_each(?))`, parameters: [principals.groupsBelow] }
            );
        }
        return parts;
    }

    #shared(reader: RowReader, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment[] {
        const table = shareTableOf(this.#schema, object);
        return table ? [this.#granted(reader, object, table.name, table.parentField, table.levelField, access, `${alias}."Id"`)] : [];
    }

    /** Access to opportunities, cases and contacts that comes with their account's share row. */
    #throughAccount(reader: RowReader, access: RowAccess, alias: string, levelField: string): SqlFragment[] {
        const account = this.#schema.object('Account');
        const share = account && shareTableOf(this.#schema, account);
        return account && share
            ? [this.#granted(reader, account, share.name, share.parentField, levelField, access, `${alias}."AccountId"`)]
            : [];
    }

    #granted(
        { principals }: RowReader,
        object: SObjectSchema,
        share: string,
        parentField: string,
        levelField: string,
        access: RowAccess,
        target: string
    ): SqlFragment {
        const parameters: StoredValue[] = [principals.self];
        let grantee = `s."UserOrGroupId" IN (SELECT value FROM json_each(?))`;
        if (principals.rolesBelow !== null && object.hierarchySharing) {
            grantee += ` OR s."UserOrGroupId" IN (SELECT Id FROM "User" WHERE UserRoleId IN (SELECT value FROM json_each(?)))`;
            grantee += ` OR s."UserOrGroupId" IN (SELECT value FROM json_each(?))`;
            parameters.push(principals.rolesBelow, principals.groupsBelow);
        }
        return {
            sql: `${target} IN (SELECT s.${quoted(parentField)} FROM ${quoted(share)} s WHERE s.${quoted(levelField)} IN ${LEVELS[access]} AND (${grantee}))`,
            parameters
        };
    }

    /** Whoever sees a contact, opportunity or case sees the account above it (implicit parent). */
    #parentsOfOwned(reader: RowReader, alias: string): SqlFragment[] {
        const parts: SqlFragment[] = [];
        for (const name of ['Contact', 'Opportunity', 'Case']) {
            const child = this.#schema.object(name);
            if (child?.present && fieldOf(child, 'AccountId')) {
                const inner = this.#alias();
                const owned = anyOf([...this.#owned(reader, child, inner), ...this.#shared(reader, child, 'read', inner)]);
                parts.push({
                    sql: `${alias}."Id" IN (SELECT ${inner}."AccountId" FROM ${quoted(name)} ${inner} WHERE ${inner}."IsDeleted" = 0 AND ${owned.sql})`,
                    parameters: owned.parameters
                });
            }
        }
        return parts;
    }

    #byParent(reader: RowReader, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null {
        const parentAccess: RowAccess = access === 'read' ? 'read' : 'edit';
        const masters = [...object.fields.values()].filter((field) => field.masterDetail);
        if (masters.length > 0) {
            const parts = masters.map((field) => this.#parentAllows(reader, alias, field.name, field.referenceTo, parentAccess));
            const limits = parts.filter((part) => part !== null);
            return limits.length === 0 ? null : allOf(limits);
        }
        const parts: SqlFragment[] = [...this.#owned(reader, object, alias)];
        for (const name of PARENT_FIELDS[object.name.toLowerCase()] ?? []) {
            const field = fieldOf(object, name);
            if (field) {
                const allowed = this.#parentAllows(reader, alias, field.name, field.referenceTo, parentAccess);
                parts.push(allowed ?? { sql: `${alias}.${quoted(field.name)} IS NOT NULL`, parameters: [] });
            }
        }
        // No parent known: whoever may read the object reads its rows.
        return parts.length === 0 ? null : anyOf(parts);
    }

    /** null = every row of every target is allowed. */
    #parentAllows(
        reader: RowReader,
        alias: string,
        fieldName: string,
        referenceTo: readonly string[],
        access: RowAccess
    ): SqlFragment | null {
        const column = `${alias}.${quoted(fieldName)}`;
        const free: string[] = [];
        const parts: SqlFragment[] = [];
        for (const name of referenceTo) {
            const target = this.#schema.object(name);
            if (!target?.present) {
                continue;
            }
            const inner = this.#alias();
            const filter = this.#filter(reader, target, access, inner);
            if (filter === null) {
                free.push(target.keyPrefix ?? '');
            } else {
                parts.push({
                    sql: `${column} IN (SELECT ${inner}."Id" FROM ${quoted(target.name)} ${inner} WHERE ${filter.sql})`,
                    parameters: filter.parameters
                });
            }
        }
        if (parts.length === 0) {
            return null;
        }
        if (free.length > 0) {
            parts.push({ sql: `substr(${column}, 1, 3) IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(free)] });
        }
        return anyOf(parts);
    }

    #alias(): string {
        return `sharing${++this.#aliases}`;
    }
}

export function anyOf(parts: readonly SqlFragment[]): SqlFragment {
    return joined(parts, ' OR ', '0');
}

function allOf(parts: readonly SqlFragment[]): SqlFragment {
    return joined(parts, ' AND ', '1');
}

function joined(parts: readonly SqlFragment[], operator: string, none: string): SqlFragment {
    return parts.length === 0
        ? { sql: none, parameters: [] }
        : { sql: `(${parts.map((part) => part.sql).join(operator)})`, parameters: parts.flatMap((part) => part.parameters) };
}
