import { test } from 'node:test';
import assert from 'node:assert/strict';
import { OVERLAYS } from '../../src/schema/overlay/index.ts';
import type { ObjectOverlay } from '../../src/schema/overlay/index.ts';
import { loadStandardData, parseFields } from '../../src/schema/standardData.ts';

const data = loadStandardData();

function fieldNames(overlay: ObjectOverlay): Set<string> {
    const known = [...(data.object(overlay.name)?.fields ?? []), ...parseFields(overlay.fields ?? '')];
    return new Set(known.map((each) => each.name));
}

test('every field that the overlay speaks of exists', () => {
    const wrong: string[] = [];
    for (const overlay of OVERLAYS.values()) {
        const names = fieldNames(overlay);
        const lists = [
            overlay.plus,
            overlay.plusPermissions,
            overlay.required,
            overlay.readOnly,
            overlay.createOnly,
            overlay.updateOnly,
            overlay.restricted,
            overlay.cascade,
            overlay.restrict,
            overlay.unique,
            overlay.notFilterable,
            overlay.nameField,
            ...Object.values(overlay.featureFields ?? {})
        ];
        const mentioned = lists.flatMap((list) => (list ?? '').split(' ')).filter(Boolean);
        const keyed = [overlay.types, overlay.picklists, overlay.references, overlay.defaults, overlay.autoNumber].flatMap((record) =>
            Object.keys(record ?? {})
        );
        const minus = (overlay.minus ?? '').split(' ').filter((name) => name && !name.endsWith('*'));
        for (const name of [...mentioned, ...keyed, ...minus]) {
            if (!names.has(name)) {
                wrong.push(`${overlay.name}.${name}`);
            }
        }
    }
    assert.deepEqual(wrong, []);
});

test('every child relationship that the overlay names exists', () => {
    const wrong: string[] = [];
    for (const overlay of OVERLAYS.values()) {
        for (const [name, target] of Object.entries(overlay.children ?? {})) {
            const [child, field] = target.split('.');
            const overlayOfChild = OVERLAYS.get(child.toLowerCase());
            if (!overlayOfChild || !fieldNames(overlayOfChild).has(field)) {
                wrong.push(`${overlay.name}.${name} → ${target}`);
            }
        }
    }
    assert.deepEqual(wrong, []);
});

test('key prefixes are three characters and belong to one object', () => {
    const shared = new Set(['01J', '017']);
    const owners = new Map<string, string>();
    for (const { name, prefix } of OVERLAYS.values()) {
        if (prefix === null) {
            continue;
        }
        assert.match(prefix, /^[0-9A-Za-z]{3}$/, name);
        assert.ok(shared.has(prefix) || !owners.has(prefix), `${prefix} belongs to ${owners.get(prefix)} and ${name}`);
        owners.set(prefix, name);
    }
});

test('picklists with a default have one', () => {
    for (const overlay of OVERLAYS.values()) {
        for (const [field, text] of Object.entries(overlay.picklists ?? {})) {
            assert.ok((text.match(/(^|\|)\*/g) ?? []).length <= 1, `${overlay.name}.${field}`);
        }
    }
});
