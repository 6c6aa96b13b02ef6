/** Schema.RecordTypeInfo */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { Described, withProperties } from './describing.ts';
import type { Bodies } from './describing.ts';

/** Every object has it, whether or not it has record types of its own. */
export const MASTER_RECORD_TYPE_ID = '012000000000000AAA';

export interface RecordTypeFacts {
    id: string;
    name: string;
    developerName: string;
    active: boolean;
    master: boolean;
}

export class RecordTypeInfo extends Described {
    readonly apexType = 'Schema.RecordTypeInfo';
    readonly facts: RecordTypeFacts;

    constructor(rt: OrgRuntime, facts: RecordTypeFacts) {
        super(rt);
        this.facts = facts;
    }

    protected override shown(): Bodies {
        return methods;
    }
}

const methods: Bodies = {
    'String getDeveloperName()': (_rt, self: RecordTypeInfo) => self.facts.developerName,
    'String getName()': (_rt, self: RecordTypeInfo) => self.facts.name,
    'Id getRecordTypeId()': (_rt, self: RecordTypeInfo) => self.facts.id,
    'Boolean isActive()': (_rt, self: RecordTypeInfo) => self.facts.active,
    // Profiles do not hide record types here: what is active is available, and the master is everybody's default.
    'Boolean isAvailable()': (_rt, self: RecordTypeInfo) => self.facts.active,
    'Boolean isDefaultRecordTypeMapping()': (_rt, self: RecordTypeInfo) => self.facts.master,
    'Boolean isMaster()': (_rt, self: RecordTypeInfo) => self.facts.master
};

export default library('Schema.RecordTypeInfo', withProperties(methods));
