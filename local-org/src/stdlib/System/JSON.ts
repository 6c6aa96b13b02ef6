/** System.JSON */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { deserialize, deserializeUntyped } from '../json/deserialize.ts';
import { JsonGenerator } from '../json/JsonGenerator.ts';
import { JsonParser } from '../json/JsonParser.ts';
import { serialize } from '../json/serialize.ts';
import type { ApexType } from '../support/ApexType.ts';

export default library('System.JSON', {
    'static JSONGenerator createGenerator(Boolean pretty)': (_rt, pretty: boolean) => new JsonGenerator(argument(pretty)),
    'static JSONParser createParser(String text)': (_rt, text: string) => new JsonParser(argument(text)),
    'static Object deserialize(String text, Type type)': (rt, text: string, type: ApexType) =>
        deserialize(rt, argument(text), argument(type).name, false),
    'static Object deserializeStrict(String text, Type type)': (rt, text: string, type: ApexType) =>
        deserialize(rt, argument(text), argument(type).name, true),
    'static Object deserializeUntyped(String text)': (_rt, text: string) => deserializeUntyped(argument(text)),
    'static String serialize(Object value)': (rt, value: unknown) => serialize(rt, value, { pretty: false, suppressNulls: false }),
    'static String serialize(Object value, Boolean suppressNulls)': (rt, value: unknown, suppressNulls: boolean) =>
        serialize(rt, value, { pretty: false, suppressNulls: argument(suppressNulls) }),
    'static String serializePretty(Object value)': (rt, value: unknown) => serialize(rt, value, { pretty: true, suppressNulls: false }),
    'static String serializePretty(Object value, Boolean suppressNulls)': (rt, value: unknown, suppressNulls: boolean) =>
        serialize(rt, value, { pretty: true, suppressNulls: argument(suppressNulls) })
});
