import type { Feature, SharingModel } from '../model.ts';

/**
 * How an object of this org behaves: what the generated data cannot know, written by hand.
 * Lists of names are texts separated by blanks, so that a page of them can be read.
 */
export interface ObjectOverlay {
    name: string;
    /** Three characters; null for objects without Ids of their own. */
    prefix: string | null;
    label?: string;
    labelPlural?: string;
    /** What the API allows: c(reate) u(pdate) d(elete) (u)n(delete) q(uery). */
    calls: string;
    /** What Apex DML allows, where it differs from `calls`: i(nsert) u(pdate) (u)p(sert) d(elete); '' = "DML not allowed on X". */
    apexDml?: string;
    /** On the list of objects for MIXED_DML_OPERATION (platform.md §4.1). */
    setup?: true;
    feature?: Feature;
    /** `Public` (the default) = records are not shared one by one. */
    sharing?: SharingModel;
    /** Share object: whose rows it shares. */
    shareOf?: string;
    queueOwnable?: true;
    /** Fields of an object that the generated data lack, or more fields: `Name:letter!?=Relationship>Target`. */
    fields?: string;
    /** Fields of the generated data that the typings do not know (newer, or of a feature) and this org has. */
    plus?: string;
    /** The same for user permissions, `PermissionsFreezeUsers`: apart, because two objects share the list. */
    plusPermissions?: string;
    /** Fields that this org lacks; `MaximumPermissions*` drops all that begin so. */
    minus?: string;
    /** `Name` unless said otherwise; '' = none. */
    nameField?: string;
    autoNumber?: Record<string, string>;
    required?: string;
    /** Neither createable nor updateable, beyond the system fields. */
    readOnly?: string;
    createOnly?: string;
    updateOnly?: string;
    defaults?: Record<string, string | number | boolean>;
    /** `A|*B|C`: B is the default. `restricted` lists those that take no other value. */
    picklists?: Record<string, string>;
    restricted?: string;
    multipicklists?: string;
    /** `currency`, `email`, `string(40)`, `percent(3,0)`, `combobox(255)`. */
    types?: Record<string, string>;
    /** Targets of references: `Account|Opportunity`; `*` = every custom object, `*activities`, `*feeds` = those with the setting. `Rel>A|B` also names the relationship. */
    references?: Record<string, string>;
    /** References whose parent takes this record along when it is deleted / may not be deleted. */
    cascade?: string;
    restrict?: string;
    masterDetail?: string;
    unique?: string;
    externalIds?: string;
    notFilterable?: string;
    featureFields?: Partial<Record<Feature, string>>;
    /** Names of child relationships of this object that could not be inferred: `Tasks: 'Task.WhatId'`. */
    children?: Record<string, string>;
}

export const IDENTITY = 'Id:i!,';
export const AUDIT =
    'CreatedById:i!=CreatedBy>User,CreatedDate:z!,LastModifiedById:i!=LastModifiedBy>User,LastModifiedDate:z!,SystemModstamp:z!';
/** Id, audit fields, IsDeleted. */
export const SYSTEM = `${IDENTITY}IsDeleted:b!,${AUDIT}`;

/** Relationship names that every business object has to its activities, files and approvals. */
export const WHAT_CHILDREN: Record<string, string> = {
    Tasks: 'Task.WhatId',
    Events: 'Event.WhatId',
    Attachments: 'Attachment.ParentId',
    Notes: 'Note.ParentId',
    ContentDocumentLinks: 'ContentDocumentLink.LinkedEntityId',
    ProcessInstances: 'ProcessInstance.TargetObjectId',
    FeedSubscriptionsForEntity: 'EntitySubscription.ParentId'
};
export const WHO_CHILDREN: Record<string, string> = { ...WHAT_CHILDREN, Tasks: 'Task.WhoId', Events: 'Event.WhoId' };
