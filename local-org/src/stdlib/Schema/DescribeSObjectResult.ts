/** Schema.DescribeSObjectResult */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { loadLibraryData } from '../../schema/libraryData.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { ChildRelationship } from './ChildRelationship.ts';
import { Described, except, mustBePresent, rightsOf, withProperties } from './describing.ts';
import type { Bodies, Rights } from './describing.ts';
import * as facts from './objectFacts.ts';
import { RecordTypeInfo } from './RecordTypeInfo.ts';
import { SObjectTypeFields } from './SObjectTypeFields.ts';
import { SObjectTypeFieldSets } from './SObjectTypeFieldSets.ts';
import type { ObjectToken } from './tokens.ts';

export type DescribeOption = 'DEFERRED' | 'FULL';

export class DescribeSObjectResult extends Described {
    readonly apexType = 'Schema.DescribeSObjectResult';
    readonly token: ObjectToken;
    readonly option: DescribeOption;
    readonly fields: SObjectTypeFields;
    readonly fieldSets: SObjectTypeFieldSets;
    private children: ChildRelationship[] | null = null;

    constructor(rt: OrgRuntime, token: ObjectToken, option: DescribeOption) {
        super(rt);
        this.token = token;
        this.option = option;
        this.fields = new SObjectTypeFields(token);
        this.fieldSets = new SObjectTypeFieldSets(token);
    }

    get object(): SObjectSchema {
        return this.token.schema;
    }

    /** What points here from objects that this org has. */
    childRelationships(): ChildRelationship[] {
        this.children ??= this.object.childRelationships
            .filter((each) => this.rt.schema.object(each.childObject)?.present)
            .map((each) => new ChildRelationship(this.rt, each));
        return this.children;
    }

    recordTypeInfos(): RecordTypeInfo[] {
        return facts.recordTypes(this.rt, this.object).map((type) => new RecordTypeInfo(this.rt, type));
    }

    protected override shown(): Bodies {
        return except(
            methods,
            'getChildRelationships',
            'getFieldSets',
            'getLocalName',
            'getRecordTypeInfos',
            'getSObjectType',
            'getSObjectDescribeOption'
        );
    }
}

const described = new WeakMap<ObjectToken, Partial<Record<DescribeOption, DescribeSObjectResult>>>();

/** Tokens belong to one org, so does the describe of a token. One per option, since the describe knows its own. */
export function describeObject(rt: OrgRuntime, token: ObjectToken, option: ApexEnum | null = null): DescribeSObjectResult {
    let results = described.get(token);
    if (!results) {
        results = {};
        described.set(token, results);
    }
    // DEFAULT loads lazily.
    const effective = option?.name === 'FULL' ? 'FULL' : 'DEFERRED';
    return (results[effective] ??= new DescribeSObjectResult(rt, token, effective));
}

type Self = DescribeSObjectResult;

/** May the running user do that, and does the object allow it at all? */
function may(rt: OrgRuntime, self: Self, verb: keyof Rights): boolean {
    const object = known(rt, self, 'access');
    return rightsOf(rt, object)[verb];
}

/** Flags of objects that the org merely knows are guesses: those are not told. */
function known(rt: OrgRuntime, self: Self, member: string): SObjectSchema {
    mustBePresent(rt, self.object, `Schema.DescribeSObjectResult.${member}`);
    return self.object;
}

function infosBy(self: Self, keyType: string, key: (info: RecordTypeInfo) => string): ApexMap {
    return new ApexMap(
        keyType,
        'Schema.RecordTypeInfo',
        self.recordTypeInfos().map((info) => [key(info), info] as const)
    );
}

const methods: Bodies = {
    'String getAssociateEntityType()': (rt, self: Self) => facts.association(rt, self.object)?.[0] ?? null,
    'String getAssociateParentEntity()': (rt, self: Self) => facts.association(rt, self.object)?.[1] ?? null,
    'List<Schema.ChildRelationship> getChildRelationships()': (rt, self: Self) => {
        known(rt, self, 'getChildRelationships');
        return new ApexList('Schema.ChildRelationship', [...self.childRelationships()]);
    },
    'Boolean getDataTranslationEnabled()': () => null,
    // Reserved by Salesforce: these are the answers for every object that people have.
    'String getDefaultImplementation()': () => null,
    'String getImplementedBy()': () => null,
    'String getImplementsInterfaces()': () => null,
    'Boolean getIsInterface()': () => false,
    'Boolean getIsSubtype()': () => false,
    'Schema.SObjectTypeFields getFields()': (_rt, self: Self) => self.fields,
    'Schema.SObjectTypeFieldSets getFieldSets()': (_rt, self: Self) => self.fieldSets,
    'Boolean getHasSubtypes()': (rt, self: Self) => self.object.name === 'Account' && rt.schema.features.has('personAccounts'),
    'String getKeyPrefix()': (rt, self: Self) => known(rt, self, 'getKeyPrefix').keyPrefix,
    'String getLabel()': (_rt, self: Self) => self.object.label,
    'String getLabelPlural()': (_rt, self: Self) => self.object.labelPlural,
    'String getLocalName()': (_rt, self: Self) => self.object.name,
    'String getName()': (_rt, self: Self) => self.object.name,
    'List<Schema.RecordTypeInfo> getRecordTypeInfos()': (_rt, self: Self) => new ApexList('Schema.RecordTypeInfo', self.recordTypeInfos()),
    'Map<String,Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()': (_rt, self: Self) =>
        infosBy(self, 'String', (info) => info.facts.developerName),
    'Map<Id,Schema.RecordTypeInfo> getRecordTypeInfosById()': (_rt, self: Self) => infosBy(self, 'Id', (info) => info.facts.id),
    'Map<String,Schema.RecordTypeInfo> getRecordTypeInfosByName()': (_rt, self: Self) => infosBy(self, 'String', (info) => info.facts.name),
    'Schema.SObjectDescribeOptions getSObjectDescribeOption()': (rt, self: Self) =>
        rt.enumConstant(
            'Schema.SObjectDescribeOptions',
            self.option,
            loadLibraryData().type('Schema.SObjectDescribeOptions')?.enumConstants
        ),
    'Schema.SObjectType getSObjectType()': (_rt, self: Self) => self.token,
    'Boolean isAccessible()': (rt, self: Self) => may(rt, self, 'read'),
    'Boolean isCreateable()': (rt, self: Self) => self.object.createable && may(rt, self, 'create'),
    'Boolean isCustom()': (_rt, self: Self) => self.object.custom,
    'Boolean isCustomSetting()': (_rt, self: Self) => self.object.kind === 'customSetting',
    'Boolean isDeletable()': (rt, self: Self) => self.object.deletable && may(rt, self, 'delete'),
    'Boolean isDeprecatedAndHidden()': () => false,
    'Boolean isFeedEnabled()': (rt, self: Self) => facts.isFeedEnabled(rt, known(rt, self, 'isFeedEnabled')),
    'Boolean isMergeable()': (rt, self: Self) => facts.isMergeable(self.object) && may(rt, self, 'delete'),
    'Boolean isMruEnabled()': (rt, self: Self) => facts.isMruEnabled(known(rt, self, 'isMruEnabled')),
    'Boolean isQueryable()': (rt, self: Self) => known(rt, self, 'isQueryable').queryable,
    'Boolean isSearchable()': (rt, self: Self) => facts.isSearchable(known(rt, self, 'isSearchable')),
    'Boolean isUndeletable()': (rt, self: Self) => self.object.undeletable && may(rt, self, 'delete'),
    'Boolean isUpdateable()': (rt, self: Self) => self.object.updateable && may(rt, self, 'edit')
};

export default library('Schema.DescribeSObjectResult', withProperties(methods, ['getDefaultImplementation']));
