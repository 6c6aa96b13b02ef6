/** System.JSONParser */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { parseType } from '../../runtime/values/typeText.ts';
import { Deserializer } from '../json/deserialize.ts';
import type { JsonParser, JsonTokenRow } from '../json/JsonParser.ts';
import { jsonException } from '../json/read.ts';
import type { ApexType } from '../support/ApexType.ts';
import { libraryEnum } from '../support/enums.ts';

function token(rt: OrgRuntime, row: JsonTokenRow | null): ApexEnum | null {
    return row ? libraryEnum(rt, 'System.JSONToken', row.token) : null;
}

/** The current scalar as a value of a type. */
function scalar(rt: OrgRuntime, self: JsonParser, type: string): unknown {
    const row = self.current;
    if (!row || row.token === 'FIELD_NAME' || row.end >= 0 || row.token.startsWith('END_')) {
        throw jsonException(`Current token (${row?.token ?? 'null'}) is not a ${type} value`);
    }
    return new Deserializer(rt, self.text, false).read(row.node, parseType(type));
}

function readValueAs(rt: OrgRuntime, self: JsonParser, type: ApexType | null, strict: boolean): unknown {
    const wanted = argument(type).name;
    const node = self.takeValue();
    if (!node) {
        throw jsonException('No content to map to Object due to end of input');
    }
    return new Deserializer(rt, self.text, strict).read(node, parseType(wanted));
}

export default library('System.JSONParser', {
    'void clearCurrentToken()': (_rt, self: JsonParser) => self.clear(),
    'Blob getBlobValue()': (rt, self: JsonParser) => scalar(rt, self, 'Blob'),
    'Boolean getBooleanValue()': (rt, self: JsonParser) => scalar(rt, self, 'Boolean'),
    'String getCurrentName()': (_rt, self: JsonParser) => self.current?.name ?? null,
    'JSONToken getCurrentToken()': (rt, self: JsonParser) => token(rt, self.current),
    'Datetime getDateTimeValue()': (rt, self: JsonParser) => scalar(rt, self, 'Datetime'),
    'Date getDateValue()': (rt, self: JsonParser) => scalar(rt, self, 'Date'),
    'Decimal getDecimalValue()': (rt, self: JsonParser) => scalar(rt, self, 'Decimal'),
    'Double getDoubleValue()': (rt, self: JsonParser) => scalar(rt, self, 'Double'),
    'Id getIdValue()': (rt, self: JsonParser) => scalar(rt, self, 'Id'),
    'Integer getIntegerValue()': (rt, self: JsonParser) => scalar(rt, self, 'Integer'),
    'JSONToken getLastClearedToken()': (rt, self: JsonParser) =>
        self.lastCleared === null ? null : libraryEnum(rt, 'System.JSONToken', self.lastCleared),
    'Long getLongValue()': (rt, self: JsonParser) => scalar(rt, self, 'Long'),
    'String getText()': (_rt, self: JsonParser) => self.current?.text ?? null,
    'Time getTimeValue()': (rt, self: JsonParser) => scalar(rt, self, 'Time'),
    'Boolean hasCurrentToken()': (_rt, self: JsonParser) => self.current !== null,
    'JSONToken nextToken()': (rt, self: JsonParser) => token(rt, self.next()),
    'JSONToken nextValue()': (rt, self: JsonParser) => token(rt, self.nextValue()),
    'Object readValueAs(Type type)': (rt, self: JsonParser, type: ApexType) => readValueAs(rt, self, type, false),
    'Object readValueAsStrict(Type type)': (rt, self: JsonParser, type: ApexType) => readValueAs(rt, self, type, true),
    'void skipChildren()': (_rt, self: JsonParser) => self.skipChildren()
});
