/** Schema.ChildRelationship */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { ChildRelationship as Relationship } from '../../schema/model.ts';
import { Described, withProperties } from './describing.ts';
import type { Bodies } from './describing.ts';
import { fieldToken, objectToken } from './tokens.ts';

export class ChildRelationship extends Described {
    readonly apexType = 'Schema.ChildRelationship';
    readonly relationship: Relationship;

    constructor(rt: OrgRuntime, relationship: Relationship) {
        super(rt);
        this.relationship = relationship;
    }

    protected override shown(): Bodies {
        return methods;
    }
}

const methods: Bodies = {
    'Schema.SObjectType getChildSObject()': (rt, self: ChildRelationship) => objectToken(rt, self.relationship.childObject),
    'Schema.SObjectField getField()': (rt, self: ChildRelationship) =>
        fieldToken(rt, self.relationship.childObject, self.relationship.field),
    // Lists of Ids that stand for a junction (TaskRelations and the like) are fields of no object here.
    'List<String> getJunctionIdListNames()': () => new ApexList('String'),
    'List<Schema.SObjectType> getJunctionReferenceTo()': () => new ApexList('Schema.SObjectType'),
    'String getRelationshipName()': (_rt, self: ChildRelationship) => self.relationship.name,
    'Boolean isCascadeDelete()': (_rt, self: ChildRelationship) => self.relationship.cascadeDelete,
    'Boolean isDeprecatedAndHidden()': () => false,
    'Boolean isRestrictedDelete()': (_rt, self: ChildRelationship) => self.relationship.restrictedDelete
};

export default library('Schema.ChildRelationship', withProperties(methods));
