/** What a describe says of an object beyond what the schema says outright. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { systemRows } from '../Internal/systemRows.ts';
import type { RecordTypeFacts } from './RecordTypeInfo.ts';
import { MASTER_RECORD_TYPE_ID } from './RecordTypeInfo.ts';

/** Objects that `merge` takes. */
const MERGEABLE = new Set(['account', 'case', 'contact', 'lead']);
/** Standard objects that a SOSL search may return. */
const SEARCHABLE = new Set(
    [
        'Account Asset Attachment Campaign CampaignMember Case CaseComment CollaborationGroup Contact ContentNote ContentVersion Contract Document Event',
        'FeedComment FeedItem Group Lead Note Opportunity OpportunityLineItem Order Pricebook2 PricebookEntry Product2 Profile Quote Solution Task Topic User UserRole'
    ]
        .join(' ')
        .toLowerCase()
        .split(' ')
);
const ASSOCIATED = /^(.*?)(?:__)?(Share|History|Feed|ChangeEvent)$/;

export function isMergeable(object: SObjectSchema): boolean {
    return MERGEABLE.has(object.name.toLowerCase());
}

export function isSearchable(object: SObjectSchema): boolean {
    return object.kind === 'custom' || SEARCHABLE.has(object.name.toLowerCase());
}

/** Objects with a list of recently used records carry the date of the last look. */
export function isMruEnabled(object: SObjectSchema): boolean {
    return object.fields.has('lastvieweddate');
}

/** The platform keeps the posts on a record in an object of its own. */
export function isFeedEnabled(rt: OrgRuntime, object: SObjectSchema): boolean {
    const feed = object.custom ? `${object.name.replace(/__c$/, '')}__Feed` : `${object.name}Feed`;
    return rt.schema.object(feed) !== undefined;
}

/** `['Share', 'Account']` of AccountShare; null when the object belongs to no other. */
export function association(rt: OrgRuntime, object: SObjectSchema): [kind: string, parent: string] | null {
    const match = ASSOCIATED.exec(object.name);
    if (!match || (object.kind !== 'share' && object.kind !== 'history' && object.kind !== 'feed' && object.kind !== 'changeEvent')) {
        return null;
    }
    const parent = object.shareOf ?? rt.schema.object(match[1])?.name ?? rt.schema.object(`${match[1]}__c`)?.name;
    return parent === undefined ? null : [match[2], parent];
}

/** The record types of an object, the master last. Their Ids come from RecordType rows. */
export function recordTypes(rt: OrgRuntime, object: SObjectSchema): RecordTypeFacts[] {
    const own = object.recordTypes.filter((type) => !type.isMaster);
    const master: RecordTypeFacts = { id: MASTER_RECORD_TYPE_ID, name: 'Master', developerName: 'Master', active: true, master: true };
    const table = own.length === 0 ? undefined : rt.schema.object('RecordType');
    if (!table) {
        return [master];
    }
    const ids = new Map(systemRows(rt, table, { SobjectType: object.name }).map((row) => [String(row.get('developername')), row.id]));
    const facts = own.map(({ developerName, label, active }) => {
        const id = ids.get(developerName) ?? rt.unsupported(`record type ${object.name}.${developerName}, which has no RecordType row`);
        return { id, name: label, developerName, active, master: false };
    });
    return [...facts, master];
}
