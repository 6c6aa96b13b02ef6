import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { packageXml } from '../manifest.ts';
import type { Hit, ScanResult, Successor } from '../types.ts';
import { valueOf } from '../xml/decoded.ts';
import type { XmlElement } from '../xml/tree.ts';
import { parseXml } from '../xml/tree.ts';
import { componentName } from './component.ts';
import type { ComponentName } from './component.ts';
import { applied, escaped, removal } from './edits.ts';
import type { Edit } from './edits.ts';
import { FIX_RULES, refusalOf } from './rules.ts';
import type { FixRule } from './rules.ts';

/** A file as it should be. */
export interface FixedFile {
    file: string;
    content: Buffer;
    /** Unified diff, for a human to agree to. */
    diff: string;
    component: ComponentName;
    done: { hit: Hit; to: string | null }[];
}

/** What can be put right, and what cannot and why. Nothing is written yet. */
export interface Fixes {
    files: FixedFile[];
    refused: { hit: Hit; reason: string }[];
    /** package.xml that deploys the changed components and nothing else. */
    manifest: string;
}

export interface FixOptions {
    /** For package.xml; 67.0 unless told. */
    apiVersion?: string;
}

type SuccessorOf = (personId: string) => Successor | undefined;

/**
 * Changed contents for every hit that can safely be handed to somebody else; all else is listed with the reason.
 * Bytes outside of the changed values stay as they are. A file that is not what was scanned is left alone.
 *
 * @param successor one for all, or by person; a person without one is left alone
 */
export async function fixes(result: ScanResult, successor: Successor | SuccessorOf, options: FixOptions = {}): Promise<Fixes> {
    const successorOf = typeof successor === 'function' ? successor : (): Successor => successor;
    const hits = result.people.flatMap((person) => [...person.rows.flatMap((row) => row.hits), ...person.alsoSeen]);
    const found: Fixes = { files: [], refused: [], manifest: '' };
    const byFile = new Map<string, Hit[]>();
    for (const hit of hits) {
        const reason = hit.fix ? (successorOf(hit.personId) ? undefined : 'No successor is named for this person.') : refusalOf(hit);
        if (reason) {
            found.refused.push({ hit, reason });
        } else {
            byFile.set(hit.file, [...(byFile.get(hit.file) ?? []), hit]);
        }
    }
    for (const [file, mine] of [...byFile].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const fixed = await fixFile(result, file, mine, successorOf);
        if (typeof fixed === 'string') {
            found.refused.push(...mine.map((hit) => ({ hit, reason: fixed })));
        } else {
            found.files.push(fixed.fixed);
            found.refused.push(...fixed.refused);
        }
    }
    found.files = found.files.filter((file) => file.done.length > 0);
    found.manifest = packageXml(
        options.apiVersion ?? '67.0',
        found.files.map((file) => file.component)
    );
    return found;
}

interface FileFix {
    fixed: FixedFile;
    refused: Fixes['refused'];
}

async function fixFile(result: ScanResult, file: string, hits: Hit[], successorOf: SuccessorOf): Promise<FileFix | string> {
    let bytes: Buffer;
    try {
        bytes = await readFile(join(result.directory, file));
    } catch (error) {
        return `The file cannot be read any more: ${(error as Error).message}`;
    }
    if (createHash('sha256').update(bytes).digest('hex') !== result.fingerprints[file]) {
        return 'The file has changed since the scan: scan again.';
    }
    const text = bytes.toString('utf8');
    const root = parseXml(text, () => true);
    const editor = new FileEditor(text, root);
    const done: FixedFile['done'] = [];
    const refused: Fixes['refused'] = [];
    for (const hit of hits) {
        const to = editor.fix(hit, successorOf(hit.personId)!);
        if (to.refused) {
            refused.push({ hit, reason: to.refused });
        } else {
            done.push({ hit, to: to.value });
        }
    }
    const after = applied(text, editor.edits);
    const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, text, after, undefined, undefined, { context: 3 });
    return { fixed: { file, content: Buffer.from(after, 'utf8'), diff, component: componentName(root.name, file), done }, refused };
}

/** Collects the edits of one file; several people may leave one list, and the successor enters it once. */
class FileEditor {
    readonly edits: Edit[] = [];
    private readonly text: string;
    private readonly root: XmlElement;
    /** Who is in a list by now: container → lower-case values. */
    private readonly members = new Map<XmlElement, string[]>();
    private readonly touched = new Set<XmlElement>();

    constructor(text: string, root: XmlElement) {
        this.text = text;
        this.root = root;
    }

    fix(hit: Hit, successor: Successor): { value: string | null; refused?: string } {
        const rule = FIX_RULES[hit.fix!.rule];
        const element = elementAt(this.root, hit.fix!.elementStart);
        if (!element || !rule) {
            return { value: null, refused: 'The place is not there any more.' };
        }
        if (this.touched.has(element)) {
            return { value: null, refused: 'The same value names another person, too, for whom it is changed.' };
        }
        const value = /email$/i.test(element.name) ? successor.email : successor.username;
        if (!value) {
            return { value: null, refused: `The successor has no ${/email$/i.test(element.name) ? 'email' : 'username'}.` };
        }
        this.touched.add(element);
        const unit = rule.unit === 1 ? element.parent! : element;
        if (rule.list && this.leaves(rule, unit, element, value)) {
            this.edits.push(removal(this.text, unit.start, unit.end));
            return { value: null };
        }
        this.edits.push({ start: hit.fix!.start, end: hit.fix!.end, text: escaped(value) });
        return { value };
    }

    /** Takes the person out of the list; true when nobody has to come in for them. */
    private leaves(rule: FixRule, unit: XmlElement, element: XmlElement, replacement: string): boolean {
        const container = unit.parent!;
        const members = this.members.get(container) ?? this.membersOf(container, unit.name, element.name);
        const key = replacement.toLowerCase();
        const index = members.indexOf((valueOf(this.text, element) ?? '').toLowerCase());
        if (index >= 0) {
            members.splice(index, 1);
        }
        const goes = rule.prefer === 'remove' ? members.length > 0 : members.includes(key);
        if (!goes) {
            members.push(key);
        }
        this.members.set(container, members);
        return goes;
    }

    private membersOf(container: XmlElement, unitName: string, valueName: string): string[] {
        return container.children
            .filter((child) => child.name === unitName)
            .map((unit) => (unitName === valueName ? unit : unit.children.find((child) => child.name === valueName)))
            .flatMap((element) => (element ? [(valueOf(this.text, element) ?? '').toLowerCase()] : []));
    }
}

function elementAt(element: XmlElement, start: number): XmlElement | undefined {
    if (element.start === start) {
        return element;
    }
    for (const child of element.children) {
        if (child.start <= start && start < child.end) {
            return elementAt(child, start);
        }
    }
    return undefined;
}
