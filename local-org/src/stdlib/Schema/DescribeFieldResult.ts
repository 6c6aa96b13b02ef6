/** Schema.DescribeFieldResult */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { loadLibraryData } from '../../schema/libraryData.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import { Described, except, mustBePresent, rightsOf, withProperties } from './describing.ts';
import type { Bodies } from './describing.ts';
import * as facts from './fieldFacts.ts';
import { PicklistEntry } from './PicklistEntry.ts';
import { fieldToken, findObjectToken } from './tokens.ts';
import type { FieldToken, ObjectToken } from './tokens.ts';

export class DescribeFieldResult extends Described {
    readonly apexType = 'Schema.DescribeFieldResult';
    readonly token: FieldToken;
    private entries: PicklistEntry[] | null = null;

    constructor(rt: OrgRuntime, token: FieldToken) {
        super(rt);
        this.token = token;
    }

    get field(): FieldSchema {
        return this.token.schema;
    }

    get object(): SObjectSchema {
        return this.token.object.schema;
    }

    /** The active values: the others are the Metadata API's alone. */
    picklistEntries(): PicklistEntry[] {
        this.entries ??= this.field.picklistValues.filter((value) => value.isActive).map((value) => new PicklistEntry(this.rt, value));
        return this.entries;
    }

    /** The objects of this org that the reference may point at. */
    targets(): ObjectToken[] {
        const tokens = this.field.referenceTo.map((name) => findObjectToken(this.rt, name));
        return tokens.filter((token) => token !== null).filter((token) => token.schema.present);
    }

    protected override shown(): Bodies {
        return except(methods, 'getPicklistValues', 'getReferenceTo', 'getSObjectType');
    }
}

const described = new WeakMap<FieldToken, DescribeFieldResult>();

/** Tokens belong to one org, so does the describe of a token. */
export function describeField(rt: OrgRuntime, token: FieldToken): DescribeFieldResult {
    let result = described.get(token);
    if (!result) {
        result = new DescribeFieldResult(rt, token);
        described.set(token, result);
    }
    return result;
}

type Self = DescribeFieldResult;

function constant(rt: OrgRuntime, typeName: string, name: string): unknown {
    return rt.enumConstant(typeName, name, loadLibraryData().type(typeName)?.enumConstants);
}

/** Field-level security and the right to the object: a field of an object that one may not see is not accessible. */
function may(rt: OrgRuntime, self: Self, verb: 'create' | 'read' | 'edit'): boolean {
    mustBePresent(rt, self.object, 'access to fields');
    if (!rightsOf(rt, self.object)[verb]) {
        return false;
    }
    const access = rt.tx.ports.security.fieldAccess(rt.tx.userId, self.object, self.field.name);
    return verb === 'read' ? access.read : access.edit;
}

/** Types and flags of objects that the org merely knows are guesses: those are not told. */
function known(rt: OrgRuntime, self: Self, member: string): FieldSchema {
    mustBePresent(rt, self.object, `Schema.DescribeFieldResult.${member}`);
    return self.field;
}

const isFalse = (): boolean => false;
const isNull = (): null => null;

const methods: Bodies = {
    'Integer getByteLength()': (rt, self: Self) => facts.byteLength(known(rt, self, 'getByteLength')),
    'String getCalculatedFormula()': (_rt, self: Self) => self.field.formula,
    'String getCompoundFieldName()': (_rt, self: Self) => facts.compoundFieldName(self.object, self.field),
    'Schema.SObjectField getController()': (rt, { object, field }: Self) =>
        field.controllingField === undefined ? null : fieldToken(rt, object.name, field.controllingField),
    'Object getDefaultValue()': (_rt, self: Self) => facts.defaultValue(self.field),
    'String getDefaultValueFormula()': (_rt, self: Self) => facts.defaultValueFormula(self.field),
    'Integer getDigits()': (rt, self: Self) => facts.digits(known(rt, self, 'getDigits')),
    // Lookup filters are not read from the metadata.
    'Schema.FilteredLookupInfo getFilteredLookupInfo()': isNull,
    'String getInlineHelpText()': (_rt, self: Self) => self.field.inlineHelpText ?? null,
    'String getLabel()': (_rt, self: Self) => self.field.label,
    'Integer getLength()': (rt, self: Self) => known(rt, self, 'getLength').length ?? 0,
    'String getLocalName()': (_rt, self: Self) => self.field.name,
    'String getMask()': (_rt, self: Self) => (self.field.type === 'encryptedstring' ? '*' : null),
    'String getMaskType()': (_rt, self: Self) => (self.field.type === 'encryptedstring' ? 'all' : null),
    'String getName()': (_rt, self: Self) => self.field.name,
    'List<Schema.PicklistEntry> getPicklistValues()': (_rt, self: Self) =>
        new ApexList('Schema.PicklistEntry', [...self.picklistEntries()]),
    'Integer getPrecision()': (rt, self: Self) => facts.precision(known(rt, self, 'getPrecision')),
    'String getReferenceTargetField()': isNull,
    'List<Schema.SObjectType> getReferenceTo()': (_rt, self: Self) => new ApexList('Schema.SObjectType', self.targets()),
    'String getRelationshipName()': (_rt, self: Self) => self.field.relationshipName,
    'Integer getRelationshipOrder()': (_rt, self: Self) => relationshipOrder(self),
    'Integer getScale()': (rt, self: Self) => known(rt, self, 'getScale').scale ?? 0,
    'Schema.SoapType getSoapType()': (rt, self: Self) =>
        constant(rt, 'Schema.SoapType', facts.SOAP_TYPES[known(rt, self, 'getSoapType').type]),
    'Schema.SObjectField getSobjectField()': (_rt, self: Self) => self.token,
    'Schema.SObjectType getSObjectType()': (_rt, self: Self) => self.token.object,
    'Schema.DisplayType getType()': (rt, self: Self) => constant(rt, 'Schema.DisplayType', known(rt, self, 'getType').type.toUpperCase()),
    'Boolean isAccessible()': (rt, self: Self) => may(rt, self, 'read'),
    'Boolean isAggregatable()': (rt, self: Self) => facts.isAggregatable(known(rt, self, 'isAggregatable')),
    'Boolean isAiPredictionField()': isFalse,
    'Boolean isAutoNumber()': (rt, self: Self) => known(rt, self, 'isAutoNumber').autoNumber,
    'Boolean isCalculated()': (rt, self: Self) => known(rt, self, 'isCalculated').calculated,
    'Boolean isCascadeDelete()': (rt, self: Self) => known(rt, self, 'isCascadeDelete').deleteConstraint === 'cascade',
    'Boolean isCaseSensitive()': (rt, self: Self) => known(rt, self, 'isCaseSensitive').caseSensitive,
    'Boolean isCreateable()': (rt, self: Self) => self.field.createable && may(rt, self, 'create'),
    'Boolean isCustom()': (_rt, self: Self) => self.field.custom,
    'Boolean isDefaultedOnCreate()': (rt, self: Self) => facts.isDefaultedOnCreate(known(rt, self, 'isDefaultedOnCreate')),
    'Boolean isDependentPicklist()': (_rt, self: Self) => self.field.controllingField !== undefined,
    'Boolean isDeprecatedAndHidden()': isFalse,
    'Boolean isDisplayLocationInDecimal()': isFalse,
    'Boolean isEncrypted()': isFalse,
    'Boolean isExternalId()': (rt, self: Self) => known(rt, self, 'isExternalId').externalId,
    'Boolean isFilterable()': (rt, self: Self) => known(rt, self, 'isFilterable').filterable,
    'Boolean isFormulaTreatNullNumberAsZero()': isFalse,
    'Boolean isGroupable()': (rt, self: Self) => known(rt, self, 'isGroupable').groupable,
    'Boolean isHighScaleNumber()': isFalse,
    'Boolean isHtmlFormatted()': (rt, self: Self) => known(rt, self, 'isHtmlFormatted').htmlFormatted,
    'Boolean isIdLookup()': (rt, self: Self) => known(rt, self, 'isIdLookup').idLookup,
    'Boolean isNameField()': (_rt, self: Self) => self.field.nameField,
    'Boolean isNamePointing()': (_rt, self: Self) => self.field.referenceTo.length > 1,
    'Boolean isNillable()': (rt, self: Self) => known(rt, self, 'isNillable').nillable,
    'Boolean isPermissionable()': (rt, self: Self) => facts.isPermissionable(self.object, known(rt, self, 'isPermissionable')),
    'Boolean isQueryByDistance()': (_rt, self: Self) => self.field.type === 'location' || self.field.type === 'address',
    'Boolean isRestrictedDelete()': (rt, self: Self) => known(rt, self, 'isRestrictedDelete').deleteConstraint === 'restrict',
    'Boolean isRestrictedPicklist()': (rt, self: Self) => known(rt, self, 'isRestrictedPicklist').restrictedPicklist,
    'Boolean isSearchPrefilterable()': isFalse,
    'Boolean isSortable()': (rt, self: Self) => known(rt, self, 'isSortable').sortable,
    'Boolean isUnique()': (rt, self: Self) => known(rt, self, 'isUnique').unique,
    'Boolean isUpdateable()': (rt, self: Self) => self.field.updateable && may(rt, self, 'edit'),
    'Boolean isWriteRequiresMasterRead()': isFalse
};

/** 0 for the first master of a custom object, 1 for the second; null for what is no master-detail. */
function relationshipOrder(self: Self): number | null {
    if (!self.field.masterDetail || !self.field.custom) {
        return null;
    }
    return [...self.object.fields.values()].filter((field) => field.masterDetail).indexOf(self.field);
}

export default library('Schema.DescribeFieldResult', withProperties(methods, ['getSObjectType']));
