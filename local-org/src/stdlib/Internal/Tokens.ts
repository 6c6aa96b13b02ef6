/** What emitted code writes without calling a method: class literals, tokens and describes. */
import { library } from '../../runtime/library.ts';
import { describeField } from '../Schema/DescribeFieldResult.ts';
import { describeObject } from '../Schema/DescribeSObjectResult.ts';
import { fieldToken, objectToken } from '../Schema/tokens.ts';
import { typeOf } from '../support/ApexType.ts';

export default library('Internal.Tokens', {
    'static Type type(String name)': (rt, name: string) => typeOf(rt, name),
    'static Schema.SObjectType object(String name)': (rt, name: string) => objectToken(rt, name),
    'static Schema.SObjectField field(String object, String name)': (rt, object: string, name: string) => fieldToken(rt, object, name),
    'static Schema.DescribeSObjectResult describeObject(String name)': (rt, name: string) => describeObject(rt, objectToken(rt, name)),
    'static Schema.DescribeFieldResult describeField(String object, String name)': (rt, object: string, name: string) =>
        describeField(rt, fieldToken(rt, object, name)),
    'static Schema.SObjectTypeFields fields(String object)': (rt, object: string) => describeObject(rt, objectToken(rt, object)).fields,
    'static Schema.SObjectTypeFieldSets fieldSets(String object)': (rt, object: string) =>
        describeObject(rt, objectToken(rt, object)).fieldSets
});
