/** Which objects and fields have permissions of their own, and which borrow those of another object. */
import type { FieldSchema, SObjectSchema } from '../schema/model.ts';

/** Standard objects with rows in ObjectPermissions. */
const STANDARD = new Set(
    [
        'Account Asset Campaign Case Contact Contract Document Idea Individual Lead Location Opportunity Order Pricebook2 Product2 Quote',
        'ServiceContract Solution WorkOrder'
    ]
        .join(' ')
        .toLowerCase()
        .split(' ')
);

/** Objects that go with another one: reading needs read on it, writing needs edit. */
const BORROWED: Readonly<Record<string, string>> = {
    accountcontactrelation: 'Account',
    accountteammember: 'Account',
    campaignmember: 'Campaign',
    casecomment: 'Case',
    caseteammember: 'Case',
    opportunitycontactrole: 'Opportunity',
    opportunitylineitem: 'Opportunity',
    opportunitysplit: 'Opportunity',
    opportunityteammember: 'Opportunity',
    orderitem: 'Order',
    pricebookentry: 'Pricebook2',
    quotelineitem: 'Quote'
};

/** Fields that everybody who may see the record sees, whatever the object. */
const ALWAYS_VISIBLE = new Set([
    'id',
    'name',
    'ownerid',
    'isdeleted',
    'createdbyid',
    'createddate',
    'lastmodifiedbyid',
    'lastmodifieddate',
    'systemmodstamp',
    'lastvieweddate',
    'lastreferenceddate',
    'lastactivitydate',
    'recordtypeid',
    'currencyisocode',
    'masterrecordid'
]);

export function hasObjectPermissions(object: SObjectSchema): boolean {
    return (
        object.kind === 'custom' ||
        object.kind === 'platformEvent' ||
        object.kind === 'externalObject' ||
        STANDARD.has(object.name.toLowerCase())
    );
}

/** The object whose permissions this one uses; null when it has its own or none. */
export function borrowsFrom(object: SObjectSchema): string | null {
    return BORROWED[object.name.toLowerCase()] ?? null;
}

/** May field-level security be set on it? Required fields, master-details and system fields are always visible. */
export function hasFieldPermissions(object: SObjectSchema, field: FieldSchema): boolean {
    if (!hasObjectPermissions(object) || object.kind === 'platformEvent') {
        // Custom fields of User have it, its standard fields are left to everybody.
        return object.name === 'User' && field.custom && (field.nillable || field.type === 'boolean');
    }
    return !(
        ALWAYS_VISIBLE.has(field.name.toLowerCase()) ||
        field.nameField ||
        field.masterDetail ||
        (!field.nillable && field.type !== 'boolean' && !field.calculated)
    );
}
