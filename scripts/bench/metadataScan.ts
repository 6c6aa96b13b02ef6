/** An org of 20,000 metadata files, scanned for a thousand people at once in a process of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { run } from '../process/run.ts';

export interface ScanFigures {
    files: number;
    megabytes: number;
    people: number;
    hits: number;
    seconds: number;
    /** The most memory that the scanning process held. */
    peakMegabytes: number;
}

const FILES = 20_000;
const PEOPLE = 1000;
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const CHILD = resolve('scripts/bench/metadataScanProcess.ts');

/** Writes the files, scans them, removes them. */
export async function metadataScan(): Promise<ScanFigures> {
    const directory = mkdtempSync(join(tmpdir(), 'handover-bench-'));
    try {
        for (let index = 0; index < FILES; index++) {
            const [path, content] = KINDS[index % KINDS.length](index);
            const target = join(directory, path);
            mkdirSync(dirname(target), { recursive: true });
            writeFileSync(target, content);
        }
        const outcome = await run(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', CHILD, directory, String(PEOPLE)]);
        if (outcome.code !== 0) {
            throw new Error(`The scan ended with ${outcome.code}:\n${outcome.stderr}`);
        }
        return JSON.parse(outcome.stdout) as ScanFigures;
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

/** One file in 25 names somebody; far more hold addresses that only look like theirs. */
function someone(index: number): string {
    const number = index % PEOPLE;
    return index % 25 === 0 ? `person${number}@company.example` : `person${number}@company.example.sandbox`;
}

function repeated(times: number, line: (index: number) => string): string {
    return Array.from({ length: times }, (_each, index) => line(index)).join('\n');
}

const KINDS: ((index: number) => [path: string, content: string])[] = [
    (index) => [
        `objects/Object${index % 200}__c/fields/Field${index}__c.field-meta.xml`,
        `${DECLARATION}<CustomField ${NAMESPACE}>\n    <fullName>Field${index}__c</fullName>\n    <description>Ask ${someone(index)}</description>\n    <label>Field</label>\n    <type>Text</type>\n</CustomField>\n`
    ],
    (index) => [
        `classes/Class${index}.cls`,
        `public class Class${index} {\n${repeated(120, (line) => `    public String value${line}() { return 'x${line}@company.example'; } // line ${line} of many`)}\n    String owner = '${someone(index)}';\n}\n`
    ],
    (index) => [
        `classes/Class${index - 1}.cls-meta.xml`,
        `${DECLARATION}<ApexClass ${NAMESPACE}>\n    <apiVersion>67.0</apiVersion>\n    <status>Active</status>\n</ApexClass>\n`
    ],
    (index) => [
        `layouts/Layout${index}.layout-meta.xml`,
        `${DECLARATION}<Layout ${NAMESPACE}>\n${repeated(150, (line) => `    <layoutSections><label>Section ${line}</label><style>TwoColumnsLeftToRight</style></layoutSections>`)}\n</Layout>\n`
    ],
    (index) => [
        `reports/Folder${index % 50}/Report${index}.report-meta.xml`,
        `${DECLARATION}<Report ${NAMESPACE}>\n${repeated(20, (line) => `    <columns><field>Field${line}__c</field></columns>`)}\n    <filter><criteriaItems><column>OWNER</column><operator>equals</operator><value>Somebody ${index}</value></criteriaItems></filter>\n</Report>\n`
    ],
    (index) => [
        `workflows/Object${index}.workflow-meta.xml`,
        `${DECLARATION}<Workflow ${NAMESPACE}>\n${repeated(25, (line) => `    <tasks><fullName>Task${line}</fullName><assignedTo>${someone(index + line)}</assignedTo><assignedToType>user</assignedToType></tasks>`)}\n</Workflow>\n`
    ],
    (index) => [
        `flows/Flow${index}.flow-meta.xml`,
        `${DECLARATION}<Flow ${NAMESPACE}>\n${repeated(100, (line) => `    <assignments><name>Assignment${line}</name><assignmentItems><value><stringValue>0055g00000${String(index * 100 + line).padStart(8, 'x')}</stringValue></value></assignmentItems></assignments>`)}\n</Flow>\n`
    ],
    (index) => [
        `permissionsets/Set${index}.permissionset-meta.xml`,
        `${DECLARATION}<PermissionSet ${NAMESPACE}>\n${repeated(300, (line) => `    <fieldPermissions><editable>true</editable><field>Object__c.Field${line}__c</field><readable>true</readable></fieldPermissions>`)}\n</PermissionSet>\n`
    ]
];
