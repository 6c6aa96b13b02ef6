/**
 * What the published declarations say otherwise than orgs do. Every line comes of metadata that orgs gave out or take, found in
 * published projects; none of it is in the declarations that tools/generate-metadata.ts reads.
 */
import type { ElementType } from './metadataTypes.ts';

/** Elements that a deployment does not miss. */
const NOT_REQUIRED = new Set([
    'ApexClass.status',
    'ApexTrigger.status',
    'CustomPermission.isLicensed',
    'LookupFilterTranslation.errorMessage',
    'LookupFilterTranslation.informationalMessage',
    'GenAiPluginInstructionDef.sortOrder'
]);

/** Elements that the declarations lack, or whose content they take for text; `*`: that may come more than once. */
const ELEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    // Those of former API versions, which Salesforce takes where package.xml names such a version.
    CustomApplication: { 'tab*': 'string' },
    CustomTab: { mobileReady: 'boolean' },
    EventSettings: { enableEventLogObjectFeature: 'boolean' },
    // The attributes and elements in it are the components' own.
    LightningComponentBundle: { targetConfigs: 'any' }
};

/** Values that the declarations lack. Grammar has empty ones: a translation's gender may be none. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
    Article: [''],
    CaseType: [''],
    Gender: [''],
    OmniProcessType: ['Integration Procedure'],
    Possessive: [''],
    StartsWith: ['']
};

/** Enums whose values orgs add to: a quick action may have a label of its own there. */
const OPEN = new Set(['QuickActionLabel']);

export function overlayElements(type: string, elements: Map<string, ElementType>): Map<string, ElementType> {
    for (const element of elements.values()) {
        element.required &&= !NOT_REQUIRED.has(`${type}.${element.name}`);
    }
    for (const [declared, of] of Object.entries(ELEMENTS[type] ?? {})) {
        const name = declared.replace('*', '');
        elements.set(name, { name, type: of, required: false, repeats: name !== declared });
    }
    return elements;
}

/** Null: any value will do. */
export function overlayValues(name: string, values: Set<string>): Set<string> | null {
    (VALUES[name] ?? []).forEach((value) => values.add(value));
    return OPEN.has(name) ? null : values;
}
