/** Picklists whose values depend on the value of another field. */
import type { FieldSchema, PicklistValue, SObjectSchema } from './model.ts';
import { fieldOf } from './model.ts';
import type { XmlElement } from './xml.ts';
import { xmlChild, xmlList, xmlText, xmlTexts } from './xml.ts';

/** What a field's metadata say of the field that controls it: `controllingField`, and of each value with which values it goes. */
export function withDependency(
    content: XmlElement,
    picklistValues: readonly PicklistValue[]
): Pick<FieldSchema, 'picklistValues' | 'controllingField'> {
    const valueSet = xmlChild(content, 'valueSet') ?? {};
    const controllingField = xmlText(valueSet, 'controllingField');
    if (!controllingField) {
        return { picklistValues: [...picklistValues] };
    }
    const validFor = new Map<string, string[]>();
    for (const setting of xmlList(valueSet, 'valueSettings')) {
        const name = xmlText(setting, 'valueName') ?? '';
        validFor.set(name, [...(validFor.get(name) ?? []), ...xmlTexts(setting, 'controllingFieldValue')]);
    }
    return {
        controllingField: controllingField.replace(/^.*\./, ''),
        picklistValues: picklistValues.map((value) => ({ ...value, validFor: validFor.get(value.value) ?? [] }))
    };
}

/**
 * `validFor` as describes write it: base64 of one bit for each value of the controlling field, the first in the highest place,
 * in groups of three bytes. Source: SOAP API Developer Guide, PicklistEntry. Null for a value that depends on nothing.
 */
export function validForBits(object: SObjectSchema, field: FieldSchema, { validFor }: PicklistValue): string | null {
    const controller = field.controllingField === undefined ? undefined : fieldOf(object, field.controllingField);
    if (!controller || !validFor) {
        return null;
    }
    // Of a checkbox, the values are unchecked and checked.
    const names = controller.type === 'boolean' ? ['unchecked', 'checked'] : controller.picklistValues.map(({ value }) => value);
    const bytes = new Uint8Array(Math.max(1, Math.ceil(names.length / 24)) * 3);
    names.forEach((name, index) => {
        if (validFor.includes(name)) {
            bytes[index >> 3] |= 0x80 >> (index & 7);
        }
    });
    return Buffer.from(bytes).toString('base64');
}
