/** What deleting a component asks of the org: may it go, and who must forget it? */
import type { ComponentRef } from '../../metadata/index.ts';
import type { Project } from '../../schema/project.ts';
import { xmlBoolean } from '../../schema/xml.ts';
import type { Assembly } from '../assemble.ts';
import type { Candidate } from './Candidate.ts';

/** `Status__c` of `Offboarding__c.Status__c`. */
export function simpleName({ fullName }: ComponentRef): string {
    return fullName.slice(Math.max(fullName.lastIndexOf('.'), fullName.lastIndexOf('/')) + 1);
}

const CALLED: Record<string, string> = {
    ApexClass: 'apex class',
    ApexTrigger: 'apex trigger',
    CustomField: 'custom field',
    CustomObject: 'custom object',
    LightningComponentBundle: 'Lightning Web Component'
};

/** Salesforce's words for what is still in use; `users` as `Apex Class - Name`. It calls itself by two names. */
export function referencedElsewhere(ref: ComponentRef, users: readonly string[]): string {
    const called = CALLED[ref.type] ?? ref.type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    const where = ref.type.startsWith('Apex') ? 'Salesforce' : 'salesforce.com';
    return `This ${called} is referenced elsewhere in ${where}. Remove the usage and try again. : ${users.join(', ')}`;
}

/** Why the org lets a component neither go nor change, whatever the sources say: jobs that wait for a class. */
export function jobRefusals({ store }: Assembly, { type, fullName }: ComponentRef): string[] {
    if (type !== 'ApexClass') {
        return [];
    }
    const idsOf = (sql: string): string[] => store.all(sql, fullName).map((row) => String(row.id).slice(0, 15));
    const schedules = idsOf(
        `SELECT DISTINCT j.CronTriggerId AS id FROM AsyncApexJob j JOIN ApexClass c ON c.Id = j.ApexClassId
         WHERE c.Name = ? COLLATE NOCASE AND j.JobType = 'ScheduledApex' AND j.Status = 'Queued' AND j.CronTriggerId IS NOT NULL`
    );
    const jobs = idsOf(
        `SELECT j.Id AS id FROM AsyncApexJob j JOIN ApexClass c ON c.Id = j.ApexClassId
         WHERE c.Name = ? COLLATE NOCASE AND j.JobType <> 'ScheduledApex' AND j.Status IN ('Queued', 'Holding', 'Preparing', 'Processing')`
    );
    return [
        ...(schedules.length > 0
            ? [`This schedulable class has jobs pending or in progress - CronTrigger IDs (${schedules.join(', ')})`]
            : []),
        ...(jobs.length > 0
            ? [`This Apex class has asynchronous Apex jobs pending or in progress; AsyncApexJob ID(s): ${jobs.join(', ')}`]
            : [])
    ];
}

/** Setup's "Allow deployments of components when corresponding Apex jobs are pending or in progress", which is off at first. */
export function ignoresJobs(project: Project): boolean {
    return project.metadata.some(
        ({ type, content }) => type === 'DeploymentSettings' && xmlBoolean(content, 'doesSkipAsyncApexValidation')
    );
}

const RIGHTS = /\.(?:permissionset|profile)-meta\.xml$/;

/** What of permission sets and profiles speaks of a deleted component. */
const MENTIONS: Record<string, readonly [list: string, element: string][]> = {
    ApexClass: [['classAccesses', 'apexClass']],
    ApexPage: [['pageAccesses', 'apexPage']],
    CustomField: [['fieldPermissions', 'field']],
    CustomObject: [
        ['objectPermissions', 'object'],
        ['fieldPermissions', 'field'],
        ['recordTypeVisibilities', 'recordType'],
        ['customSettingAccesses', 'name'],
        ['customMetadataTypeAccesses', 'name']
    ],
    CustomPermission: [['customPermissions', 'name']],
    CustomApplication: [['applicationVisibilities', 'application']],
    RecordType: [['recordTypeVisibilities', 'recordType']]
};

/** Files that go with an object, wherever they lie. */
const OF_OBJECT: readonly ((name: string) => RegExp)[] = [
    (name) => new RegExp(`/${name}\\.(?:tab|workflow|sharingRules)-meta\\.xml$`, 'i'),
    (name) => new RegExp(`/${name}-[^/]*\\.layout-meta\\.xml$`, 'i'),
    (name) => new RegExp(`/objectTranslations/${name}-[^/]*/`, 'i')
];

/** What Salesforce makes the rest of an org forget when components are deleted: rights, places on layouts, an object's own tab and layouts. */
export function withoutMentions(candidate: Candidate, removed: readonly ComponentRef[]): void {
    for (const { type, fullName } of removed) {
        const name = escaped(fullName);
        if (type === 'CustomObject') {
            candidate.paths().forEach((path) => OF_OBJECT.some((pattern) => pattern(name).test(path)) && candidate.delete(path));
        }
        for (const [list, element] of MENTIONS[type] ?? []) {
            const value = type === 'CustomObject' ? String.raw`${name}(?:\.[^<]*)?` : name;
            rewrite(candidate, RIGHTS, { list, element, value });
        }
        if (type === 'CustomTab' || type === 'CustomObject') {
            withoutTab(candidate, name);
        }
        if (type === 'CustomField') {
            const [object, field] = fullName.split('.');
            const layouts = new RegExp(`/${escaped(object)}-[^/]*\\.layout-meta\\.xml$`, 'i');
            rewrite(candidate, layouts, { list: 'layoutItems', element: 'field', value: escaped(field) });
        }
    }
}

/** A tab goes from who may see it and from the apps that show it; an object's own with the object. */
function withoutTab(candidate: Candidate, value: string): void {
    rewrite(candidate, RIGHTS, { list: 'tabSettings', element: 'tab', value });
    rewrite(candidate, RIGHTS, { list: 'tabVisibilities', element: 'tab', value });
    replace(candidate, /\.app-meta\.xml$/, new RegExp(String.raw`[ \t]*<tabs>\s*${value}\s*</tabs>\r?\n?`, 'gi'));
}

function escaped(name: string): string {
    return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Takes out the list elements whose named element has the value. */
function rewrite(candidate: Candidate, paths: RegExp, { list, element, value }: { list: string; element: string; value: string }): void {
    const rest = String.raw`(?:(?!</${list}>)[^])*`;
    const mention = new RegExp(String.raw`[ \t]*<${list}>${rest}<${element}>\s*${value}\s*</${element}>${rest}</${list}>\r?\n?`, 'gi');
    replace(candidate, paths, mention);
}

function replace(candidate: Candidate, paths: RegExp, mention: RegExp): void {
    for (const path of candidate.paths().filter((each) => paths.test(each))) {
        const before = candidate.text(path);
        const after = before.replace(mention, '');
        if (after !== before) {
            candidate.rewrite(path, after);
        }
    }
}
