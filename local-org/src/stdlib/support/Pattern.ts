/** System.Pattern and System.Matcher objects. */
import { ApexException } from '../../runtime/values/ApexException.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { compileJava, replaceJava } from '../text/javaRegex.ts';

export class Pattern extends LibraryObject {
    readonly apexType = 'System.Pattern';
    readonly text: string;
    readonly regExp: RegExp;

    constructor(text: string) {
        super();
        this.text = text;
        this.regExp = compileJava(text);
    }

    /** Does the whole text match? */
    matches(text: string): boolean {
        return wholeMatch(this.regExp, text) !== null;
    }

    override toString(): string {
        return this.text;
    }
}

function wholeMatch(regExp: RegExp, text: string): RegExpExecArray | null {
    return new RegExp(`^(?:${regExp.source})$`, regExp.flags.replace('g', 'd')).exec(text);
}

export class Matcher extends LibraryObject {
    readonly apexType = 'System.Matcher';
    pattern: Pattern;
    text: string;
    regionStart = 0;
    regionEnd: number;
    private match: RegExpExecArray | null = null;
    /** Where the region begins in the text that was matched. */
    private base = 0;
    private nextFrom = 0;

    constructor(pattern: Pattern, text: string) {
        super();
        this.pattern = pattern;
        this.text = text;
        this.regionEnd = text.length;
    }

    reset(text = this.text): this {
        this.text = text;
        return this.region(0, text.length);
    }

    region(start: number, end: number): this {
        if (start < 0 || end > this.text.length || start > end) {
            throw ApexException.of('System.StringException', 'Region out of bounds');
        }
        this.regionStart = start;
        this.regionEnd = end;
        this.nextFrom = start;
        this.match = null;
        return this;
    }

    private keep(match: RegExpExecArray | null, base: number): boolean {
        this.match = match;
        this.base = base;
        if (match) {
            this.nextFrom = base + match.index + match[0].length + (match[0] === '' ? 1 : 0);
        }
        return match !== null;
    }

    private search(flags: string, from: number): RegExpExecArray | null {
        if (from > this.regionEnd) {
            return null;
        }
        const regExp = new RegExp(this.pattern.regExp.source, this.pattern.regExp.flags.replace('g', `d${flags}`));
        regExp.lastIndex = from - this.regionStart;
        return regExp.exec(this.text.slice(this.regionStart, this.regionEnd));
    }

    find(from?: number): boolean {
        if (from !== undefined) {
            if (from < 0 || from > this.text.length) {
                throw ApexException.of('System.StringException', `Illegal start index: ${from}`);
            }
            this.reset();
        }
        return this.keep(this.search('g', from ?? this.nextFrom), this.regionStart);
    }

    lookingAt(): boolean {
        return this.keep(this.search('y', this.regionStart), this.regionStart);
    }

    matches(): boolean {
        return this.keep(wholeMatch(this.pattern.regExp, this.text.slice(this.regionStart, this.regionEnd)), this.regionStart);
    }

    private get found(): RegExpExecArray {
        if (!this.match) {
            throw ApexException.of('System.StringException', 'No match found');
        }
        return this.match;
    }

    private checked(group: number): number {
        if (group < 0 || group >= this.found.length) {
            throw ApexException.of('System.StringException', `No group ${group}`);
        }
        return group;
    }

    group(group: number): string | null {
        return this.found[this.checked(group)] ?? null;
    }

    start(group: number): number {
        const range = this.found.indices?.[this.checked(group)];
        return range ? this.base + range[0] : -1;
    }

    end(group: number): number {
        const range = this.found.indices?.[this.checked(group)];
        return range ? this.base + range[1] : -1;
    }

    get groupCount(): number {
        const empty = new RegExp(`${this.pattern.regExp.source}|`, this.pattern.regExp.flags.replace('g', '')).exec('');
        return (empty?.length ?? 1) - 1;
    }

    replace(replacement: string, firstOnly: boolean): string {
        this.reset();
        return replaceJava(this.text, this.pattern.regExp, replacement, firstOnly);
    }
}
