/** Schema.SObjectTypeFieldSets: `describe.fieldSets` */
import { library } from '../../runtime/library.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { DescribeMap } from './describeMap.ts';
import type { ObjectToken } from './tokens.ts';

export class SObjectTypeFieldSets extends LibraryObject {
    readonly apexType = 'Schema.SObjectTypeFieldSets';
    readonly token: ObjectToken;

    constructor(token: ObjectToken) {
        super();
        this.token = token;
    }

    override toString(): string {
        return `FieldSets[${this.token.schema.name}]`;
    }
}

export default library('Schema.SObjectTypeFieldSets', {
    // Field sets of the project are not part of the schema: there are none.
    'Map<String,Schema.FieldSet> getMap()': () => new DescribeMap('Schema.FieldSet', new Map())
});
