/** Schema.PicklistEntry */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { PicklistValue } from '../../schema/model.ts';
import { Described, withProperties } from './describing.ts';
import type { Bodies } from './describing.ts';

export class PicklistEntry extends Described {
    readonly apexType = 'Schema.PicklistEntry';
    readonly value: PicklistValue;

    constructor(rt: OrgRuntime, value: PicklistValue) {
        super(rt);
        this.value = value;
    }

    protected override shown(): Bodies {
        return methods;
    }
}

const methods: Bodies = {
    'String getLabel()': (_rt, self: PicklistEntry) => self.value.label,
    'String getValue()': (_rt, self: PicklistEntry) => self.value.value,
    'Boolean isActive()': (_rt, self: PicklistEntry) => self.value.isActive,
    'Boolean isDefaultValue()': (_rt, self: PicklistEntry) => self.value.isDefault
};

export default library('Schema.PicklistEntry', withProperties(methods));
