/** System.Type */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { hashCode } from '../../runtime/values/equality.ts';
import { typeIs } from '../../runtime/values/typeText.ts';
import { findType, newInstanceOf } from '../support/ApexType.ts';
import type { ApexType } from '../support/ApexType.ts';

export default library('System.Type', {
    'Boolean equals(Object other)': (_rt, self: ApexType, other: unknown) => self === other,
    'static Type forName(String name)': (rt, name: string | null) => findType(rt, argument(name)),
    'static Type forName(String namespace, String name)': (rt, namespace: string | null, name: string | null) =>
        findType(rt, namespace === null || namespace === '' ? argument(name) : `${namespace}.${argument(name)}`),
    'String getName()': (_rt, self: ApexType) => self.name,
    'Integer hashCode()': (_rt, self: ApexType) => hashCode(self.name),
    'Boolean isAssignableFrom(Type source)': (rt, self: ApexType, source: ApexType) => typeIs(argument(source).name, self.name, rt.find),
    'Object newInstance()': (rt, self: ApexType) => newInstanceOf(rt, self),
    'String toString()': (_rt, self: ApexType) => self.name
});
