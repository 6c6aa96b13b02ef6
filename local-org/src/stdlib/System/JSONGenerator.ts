/** System.JSONGenerator */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import type { JsonGenerator } from '../json/JsonGenerator.ts';
import { writeValue } from '../json/serialize.ts';

function write(rt: OrgRuntime, self: JsonGenerator, value: unknown): void {
    writeValue(rt, self.writer, value, false, []);
}

function writeField(rt: OrgRuntime, self: JsonGenerator, name: string | null, value: unknown): void {
    self.writer.fieldName(argument(name));
    write(rt, self, value);
}

export default library('System.JSONGenerator', {
    'void close()': (_rt, self: JsonGenerator) => {
        self.closed = true;
    },
    'String getAsString()': (_rt, self: JsonGenerator) => self.text,
    'Boolean isClosed()': (_rt, self: JsonGenerator) => self.closed,
    'void writeEndArray()': (_rt, self: JsonGenerator) => self.writer.endArray(),
    'void writeEndObject()': (_rt, self: JsonGenerator) => self.writer.endObject(),
    'void writeFieldName(String name)': (_rt, self: JsonGenerator, name: string) => self.writer.fieldName(argument(name)),
    'void writeNull()': (rt, self: JsonGenerator) => write(rt, self, null),
    'void writeNullField(String name)': (rt, self: JsonGenerator, name: string) => writeField(rt, self, name, null),
    'void writeStartArray()': (_rt, self: JsonGenerator) => self.writer.startArray(),
    'void writeStartObject()': (_rt, self: JsonGenerator) => self.writer.startObject(),
    'void writeBlob(Blob value)': write,
    'void writeBlobField(String name, Blob value)': writeField,
    'void writeBoolean(Boolean value)': write,
    'void writeBooleanField(String name, Boolean value)': writeField,
    'void writeDate(Date value)': write,
    'void writeDateField(String name, Date value)': writeField,
    'void writeDateTime(Datetime value)': write,
    'void writeDateTimeField(String name, Datetime value)': writeField,
    'void writeId(Id value)': write,
    'void writeIdField(String name, Id value)': writeField,
    'void writeNumber(Decimal value)': write,
    'void writeNumberField(String name, Decimal value)': writeField,
    'void writeNumber(Double value)': write,
    'void writeNumberField(String name, Double value)': writeField,
    'void writeNumber(Integer value)': write,
    'void writeNumberField(String name, Integer value)': writeField,
    'void writeNumber(Long value)': write,
    'void writeNumberField(String name, Long value)': writeField,
    'void writeObject(Object value)': write,
    'void writeObjectField(String name, Object value)': writeField,
    'void writeString(String value)': write,
    'void writeStringField(String name, String value)': writeField,
    'void writeTime(Time value)': write,
    'void writeTimeField(String name, Time value)': writeField
});
