/** Annotations by name. */
import type { Annotation } from '../../language/ast.ts';

/** Canonical names, and the properties of those whose properties are checked. */
export const KNOWN: Record<string, { name: string; properties?: readonly string[] }> = {
    auraenabled: { name: 'AuraEnabled', properties: ['cacheable', 'continuation', 'scope'] },
    deprecated: { name: 'Deprecated' },
    future: { name: 'Future', properties: ['callout', 'limits', 'limitofrequests'] },
    httpdelete: { name: 'HttpDelete' },
    httpget: { name: 'HttpGet' },
    httppatch: { name: 'HttpPatch' },
    httppost: { name: 'HttpPost' },
    httpput: { name: 'HttpPut' },
    invocablemethod: {
        name: 'InvocableMethod',
        properties: ['label', 'description', 'category', 'callout', 'configurationeditor', 'iconname', 'capabilitytype']
    },
    invocablevariable: { name: 'InvocableVariable', properties: ['label', 'description', 'required', 'placeholdertext', 'defaultvalue'] },
    istest: { name: 'IsTest', properties: ['seealldata', 'isparallel', 'oninstall', 'critical', 'testfor'] },
    jsonaccess: { name: 'JsonAccess', properties: ['serializable', 'deserializable'] },
    namespaceaccessible: { name: 'NamespaceAccessible' },
    readonly: { name: 'ReadOnly', properties: ['usereplica'] },
    remoteaction: { name: 'RemoteAction' },
    restresource: { name: 'RestResource', properties: ['urlmapping'] },
    suppresswarnings: { name: 'SuppressWarnings' },
    testsetup: { name: 'TestSetup' },
    testvisible: { name: 'TestVisible' }
};

export const HTTP = ['httpdelete', 'httpget', 'httppatch', 'httppost', 'httpput'];

export function find(annotations: readonly Annotation[], name: string): Annotation | undefined {
    return annotations.find((annotation) => annotation.name.toLowerCase() === name);
}
