import { SaxesParser } from 'saxes';
import type { FileOutcome } from './FileOutcome.ts';
import { common, findIn } from './hit.ts';
import { filterItems, mayHoldName, personField } from './names.ts';
import type { People } from './people.ts';
import { labelledPath } from './places/label.ts';
import type { Mention } from './places/Place.ts';
import { placeOf } from './places/rules.ts';
import { grantingPolicy } from './policies.ts';
import type { Match } from './text/addresses.ts';
import { mayHoldAddress } from './text/addresses.ts';
import { blanked, withoutComments } from './text/comments.ts';
import { findIds } from './text/ids.ts';
import { Lines } from './text/lines.ts';
import type { FixPlace, Hit, MatchForm, UnreadableFile } from './types.ts';
import { decode, pathOf, valueOf } from './xml/decoded.ts';
import type { Decoded } from './xml/decoded.ts';
import type { Piece, XmlElement } from './xml/tree.ts';
import { parseXml, XmlProblem } from './xml/tree.ts';

/** Types whose filters may name people by alias or name, or that concern everybody. */
const ALWAYS_TAKEN_APART = new Set(['UserAccessPolicy']);
const WITH_FILTERS = new Set([
    'Workflow',
    'CustomObject',
    'ListView',
    'Report',
    'AssignmentRules',
    'EscalationRules',
    'AutoResponseRules',
    'ApprovalProcess'
]);

/** Characters of an address or an Id written as numbers or names, in XML or in HTML inside of it. */
const ENCODED = /&#|&amp;(?:#|commat;|period;|hyphen;|lowbar;|plus;)/i;
/** The root element stands before this, licences in comments included. */
const HEAD = 16_384;
/** Files up to here are kept as a tree while they are read; of larger ones, what holds a match. */
const KEPT_WHOLE = 4_000_000;

/** Looks for people in metadata XML; what is not well-formed is reported with its line. */
export function scanXml(path: string, text: string, people: People): FileOutcome {
    const type = rootName(text) ?? 'Unknown';
    try {
        if (!needsTree(text, type, people)) {
            new SaxesParser({ xmlns: false }).write(text).close();
            return { type, hits: [], parsed: false };
        }
        const scan = new XmlScan(path, text, people);
        return { type, hits: scan.run(), parsed: true };
    } catch (error) {
        return { hits: [], parsed: false, unreadable: unreadable(path, text, error) };
    }
}

/** The parser reads on behind a stray `&` and reports where it has lost its way; people look for the `&`. */
function unreadable(file: string, text: string, error: unknown): UnreadableFile {
    const stray = blanked(blanked(text, '<!--', '-->'), '<![CDATA[', ']]>').search(/&(?!(?:#\d+|#[xX][0-9a-fA-F]+|amp|lt|gt|quot|apos);)/);
    if (stray >= 0) {
        return { file, ...new Lines(text).place(stray), problem: 'a "&" that begins no entity: it must be written as &amp;' };
    }
    if (error instanceof XmlProblem) {
        return { file, line: error.line, column: error.column, problem: error.message };
    }
    const [, line, column, problem] = /^(\d+):(\d+): ([\s\S]*)$/.exec((error as Error).message) ?? [];
    return line ? { file, line: Number(line), column: Number(column) + 1, problem } : { file, problem: (error as Error).message };
}

function rootName(text: string): string | undefined {
    const head = withoutComments(text.slice(0, HEAD));
    return /<([A-Za-z_][\w.-]*)/.exec(head)?.[1];
}

/** A look before anything is taken apart. It may say yes for nothing, never no for something. */
function needsTree(text: string, type: string, people: People): boolean {
    if (ALWAYS_TAKEN_APART.has(type) || text.includes('<![CDATA[') || ENCODED.test(text)) {
        return true;
    }
    if (WITH_FILTERS.has(type) && mayHoldName(text, people)) {
        return true;
    }
    const told = withoutComments(text);
    return mayHoldAddress(told, people) || findIds(told, people, true).length > 0;
}

/** One file of metadata, taken apart. */
class XmlScan {
    private readonly path: string;
    private readonly text: string;
    private readonly people: People;
    /** Matches by element, found when the element closed, told when the whole file is known. */
    private readonly found: { element: XmlElement; matches: Match[]; decoded: Decoded; whole: string }[] = [];

    constructor(path: string, text: string, people: People) {
        this.path = path;
        this.text = text;
        this.people = people;
    }

    run(): Hit[] {
        const small = this.text.length < KEPT_WHOLE;
        const root = parseXml(this.text, (element) => {
            const before = this.found.length;
            this.visit(element);
            return small || this.found.length > before;
        });
        return this.tell(root);
    }

    private visit(element: XmlElement): void {
        this.search(element);
        element.children.forEach((child) => this.visit(child));
    }

    private search(element: XmlElement): void {
        const pieces: Piece[][] = [...element.runs, ...element.attributes.map(({ piece }) => [piece])];
        for (const run of pieces) {
            const decoded = decode(this.text, run);
            const matches = findIn(decoded.text, this.people, /^\s*[{[]/.test(decoded.text));
            this.addNames(element, decoded, matches);
            if (matches.length > 0) {
                this.found.push({ element, matches, decoded, whole: decoded.text });
            }
        }
    }

    private addNames(element: XmlElement, decoded: Decoded, matches: Match[]): void {
        const kind = this.people.hasNames ? personField(this.text, element) : undefined;
        if (!kind) {
            return;
        }
        for (const item of filterItems(decoded.text)) {
            const namings = this.people
                .byName(item.text)
                ?.filter((naming) => naming.forms.includes(kind))
                .map((naming) => ({ person: naming.person, forms: [kind] as MatchForm[] }));
            if (namings?.length && !matches.some((match) => match.start < item.end && item.start < match.end)) {
                matches.push({ start: item.start, end: item.end, namings });
            }
        }
    }

    private tell(root: XmlElement): Hit[] {
        this.search(root);
        const lines = this.found.length > 0 || root.name === 'UserAccessPolicy' ? new Lines(this.text) : undefined;
        const hits = this.found.flatMap(({ element, matches, decoded, whole }) =>
            matches.flatMap((match) => this.hitsOf(root, element, match, decoded, whole, lines!))
        );
        return root.name === 'UserAccessPolicy' ? [...hits, ...this.policyHits(root, hits, lines!)] : hits;
    }

    private hitsOf(root: XmlElement, element: XmlElement, match: Match, decoded: Decoded, text: string, lines: Lines): Hit[] {
        const start = decoded.at(match.start);
        const end = decoded.behind(match.end);
        const value = text.trim();
        const isWhole = value === text.slice(match.start, match.end) && (valueOf(this.text, element) ?? '') === value;
        const path = pathOf(element);
        return match.namings.map((naming) => {
            const mention: Mention = { element, value, whole: isWhole, source: this.text, forms: naming.forms };
            const known = placeOf(root.name, path, mention);
            const [form] = naming.forms;
            const byName = form === 'alias' || form === 'name';
            const place = byName ? { ...known, note: `by ${form}: make sure that it is this person` } : known;
            const fix: FixPlace | undefined =
                place.fix && isWhole ? { rule: place.fix, start, end, elementStart: element.start } : undefined;
            return {
                ...common(this.path, root.name, naming, this.text.slice(start, end), lines, start, end),
                row: place.row,
                path: labelledPath(this.text, element),
                meaning: place.meaning,
                // The catalogue counts usernames, emails and Ids; of names, those in workflow criteria, which block.
                informational: (byName && place.row !== 'B10') || root.name === 'Package',
                ...(place.note ? { note: place.note } : {}),
                ...(fix ? { fix } : {})
            };
        });
    }

    /** An active policy that grants something concerns everybody whom its filters match; nobody is named. */
    private policyHits(root: XmlElement, known: Hit[], lines: Lines): Hit[] {
        const policy = grantingPolicy(this.text, root);
        if (!policy) {
            return [];
        }
        const named = new Set(known.map((hit) => hit.personId));
        return this.people.list
            .filter((person) => !named.has(person.id))
            .map((person) => ({
                ...common(this.path, root.name, { person, forms: ['policy'] }, policy.name, lines, policy.start, policy.end),
                row: 'L15',
                path: `UserAccessPolicy[${policy.name}]`,
                meaning: 'active user access policy',
                informational: false,
                note: policy.note
            }));
    }
}
