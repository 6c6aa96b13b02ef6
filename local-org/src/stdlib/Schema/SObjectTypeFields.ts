/** Schema.SObjectTypeFields: `describe.fields` */
import { library } from '../../runtime/library.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { DescribeMap } from './describeMap.ts';
import type { ObjectToken } from './tokens.ts';

export class SObjectTypeFields extends LibraryObject {
    readonly apexType = 'Schema.SObjectTypeFields';
    readonly token: ObjectToken;

    constructor(token: ObjectToken) {
        super();
        this.token = token;
    }

    override toString(): string {
        return `Fields[${this.token.schema.name}]`;
    }
}

export default library('Schema.SObjectTypeFields', {
    'Map<String,Schema.SObjectField> getMap()': (_rt, self: SObjectTypeFields) =>
        new DescribeMap('Schema.SObjectField', self.token.fields())
});
