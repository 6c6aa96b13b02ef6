/**
 * Java's regular expressions as JavaScript's (with the `v` flag). What JavaScript cannot express is an
 * UnsupportedError, what Java would refuse System.StringException.
 */
import { UnsupportedError } from '../../runtime/errors.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';

const compiled = new Map<string, RegExp>();

/**
 * A sticky-free, global RegExp that finds what Java's Pattern would.
 * @param flags Java's embedded flags that hold from the start, `i`, `m`, `s`
 */
export function compileJava(pattern: string): RegExp {
    let regExp = compiled.get(pattern);
    if (!regExp) {
        const source = new Translator(pattern).translate();
        try {
            regExp = new RegExp(source, 'gv');
        } catch (error) {
            throw ApexException.of('System.StringException', `Invalid regex: ${(error as Error).message}`);
        }
        compiled.set(pattern, regExp);
    }
    // Each user has a lastIndex of its own.
    return new RegExp(regExp.source, regExp.flags);
}

const POSIX: Record<string, string> = {
    Lower: 'a-z',
    Upper: 'A-Z',
    ASCII: '\\x00-\\x7F',
    Alpha: 'a-zA-Z',
    Digit: '0-9',
    Alnum: 'a-zA-Z0-9',
    Punct: '!-\\/:-@\\[-`\\{-~',
    Graph: '!-~',
    Print: ' -~',
    Blank: ' \\t',
    Cntrl: '\\x00-\\x1F\\x7F',
    XDigit: '0-9a-fA-F',
    Space: ' \\t\\n\\x0B\\f\\r'
};

const SHORTHANDS: Record<string, string> = {
    s: ' \\t\\n\\x0B\\f\\r',
    h: ' \\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000',
    v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029'
};

const SIMPLE_ESCAPES: Record<string, string> = { t: '\\t', n: '\\n', r: '\\r', f: '\\f', a: '\\x07', e: '\\x1B' };
const LINE_END = '\\r\\n|[\\n\\r\\x85\\u2028\\u2029]';

class Translator {
    private readonly pattern: string;
    private at = 0;
    private comments = false;

    constructor(pattern: string) {
        this.pattern = pattern;
    }

    translate(): string {
        const result = this.alternatives({ multiline: false });
        if (this.at < this.pattern.length) {
            throw this.invalid("Unmatched closing ')'");
        }
        return result;
    }

    private invalid(reason: string): ApexException {
        return ApexException.of('System.StringException', `Invalid regex: ${reason} near index ${this.at}\n${this.pattern}`);
    }

    private unsupported(what: string): UnsupportedError {
        return new UnsupportedError(`regular expression with ${what}`);
    }

    /** Up to the end or an unmatched `)`. `multiline` is Java's (?m), which changes ^ and $. */
    private alternatives(state: { multiline: boolean }): string {
        const outerComments = this.comments;
        let { multiline } = state;
        let result = '';
        const open: string[] = [];
        while (this.at < this.pattern.length && this.pattern[this.at] !== ')') {
            const character = this.pattern[this.at];
            if (character === '|') {
                this.at++;
                result += `${')'.repeat(open.length)}|${open.join('')}`;
                continue;
            }
            const flags = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/.exec(this.pattern.slice(this.at));
            if (flags) {
                this.at += flags[0].length;
                multiline = this.flag(flags, 'm', multiline);
                this.comments = this.flag(flags, 'x', this.comments);
                const group = this.modifierGroup(flags[1], flags[2] ?? '');
                if (group) {
                    open.push(group);
                    result += group;
                }
                continue;
            }
            result += this.quantified({ multiline });
        }
        this.comments = outerComments;
        return result + ')'.repeat(open.length);
    }

    private flag(flags: RegExpExecArray, letter: string, current: boolean): boolean {
        return flags[1].includes(letter) ? true : flags[2]?.includes(letter) ? false : current;
    }

    /** `(?i:` for the flags that JavaScript knows; ^ and $ are translated by hand, so m is not passed on. */
    private modifierGroup(on: string, off: string): string {
        for (const letter of on + off) {
            if (!'imsxuU'.includes(letter)) {
                throw this.unsupported(`the flag ${letter}`);
            }
        }
        const kept = (letters: string) => [...letters].filter((letter) => 'is'.includes(letter)).join('');
        const without = kept(off);
        return kept(on) || without ? `(?${kept(on)}${without ? `-${without}` : ''}:` : '';
    }

    private quantified(state: { multiline: boolean }): string {
        const atom = this.atom(state);
        if (atom === '') {
            return '';
        }
        const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})([+?]?)/.exec(this.pattern.slice(this.at));
        if (!quantifier) {
            return atom;
        }
        if (quantifier[1] === '+') {
            throw this.unsupported('a possessive quantifier');
        }
        this.at += quantifier[0].length;
        return atom + quantifier[0];
    }

    private atom(state: { multiline: boolean }): string {
        const character = this.pattern[this.at];
        if (this.comments) {
            if (/\s/.test(character)) {
                this.at++;
                return '';
            }
            if (character === '#') {
                while (this.at < this.pattern.length && this.pattern[this.at] !== '\n') {
                    this.at++;
                }
                return '';
            }
        }
        switch (character) {
            case '(':
                return this.group(state);
            case '[':
                return this.characterClass();
            case '\\':
                return this.escape(false);
            case '.':
                this.at++;
                return '.';
            case '^':
                this.at++;
                return state.multiline ? '(?<=(?<![^])|[\\n\\r\\x85\\u2028\\u2029])' : '^';
            case '$':
                this.at++;
                return state.multiline ? `(?=(?![^])|${LINE_END})` : `(?=(?:${LINE_END})?(?![^]))`;
            case '*':
            case '+':
            case '?':
                throw this.invalid(`Dangling meta character '${character}'`);
            case '{':
                throw this.invalid('Illegal repetition');
        }
        const literal = String.fromCodePoint(this.pattern.codePointAt(this.at)!);
        this.at += literal.length;
        return literal === ']' || literal === '}' || literal === '/' ? `\\${literal}` : literal;
    }

    private group(state: { multiline: boolean }): string {
        const head = /^\((?:\?(?:<[A-Za-z][A-Za-z0-9]*>|<?[=!]|:|>|([a-zA-Z]*)(?:-([a-zA-Z]+))?:))?/.exec(this.pattern.slice(this.at))!;
        if (head[0] === '(' && this.pattern[this.at + 1] === '?') {
            throw this.invalid('Unknown inline modifier');
        }
        if (head[0] === '(?>') {
            throw this.unsupported('an atomic group');
        }
        this.at += head[0].length;
        let opening = head[0];
        let inner = state;
        const outerComments = this.comments;
        if (head[1] !== undefined || head[2] !== undefined) {
            inner = { multiline: this.flag(head, 'm', state.multiline) };
            this.comments = this.flag(head, 'x', this.comments);
            opening = this.modifierGroup(head[1] ?? '', head[2] ?? '') || '(?:';
        }
        const body = this.alternatives(inner);
        this.comments = outerComments;
        if (this.pattern[this.at] !== ')') {
            throw this.invalid('Unclosed group');
        }
        this.at++;
        return `${opening}${body})`;
    }

    /** From `[` to its `]`, with Java's unions and intersections. */
    private characterClass(): string {
        this.at++;
        const negated = this.pattern[this.at] === '^';
        if (negated) {
            this.at++;
        }
        const operands: string[] = [];
        let operand = '';
        let first = true;
        for (;;) {
            if (this.at >= this.pattern.length) {
                throw this.invalid('Unclosed character class');
            }
            const character = this.pattern[this.at];
            if (character === ']' && !first) {
                this.at++;
                break;
            }
            first = false;
            if (this.pattern.startsWith('&&', this.at)) {
                this.at += 2;
                operands.push(operand);
                operand = '';
            } else if (character === '[') {
                operand += this.characterClass();
            } else if (character === '\\') {
                operand += this.range(this.escape(true));
            } else {
                const literal = String.fromCodePoint(this.pattern.codePointAt(this.at)!);
                this.at += literal.length;
                operand += this.range(this.classLiteral(literal));
            }
        }
        operands.push(operand);
        const body =
            operands.length === 1
                ? operand
                : operands
                      .filter((each) => each !== '')
                      .map((each) => `[${each}]`)
                      .join('&&');
        return `[${negated ? '^' : ''}${body}]`;
    }

    /** Completes `a-z` when a range follows. */
    private range(from: string): string {
        if (this.pattern[this.at] !== '-' || /^-(?:\]|\[|&&)/.test(this.pattern.slice(this.at)) || this.at + 1 >= this.pattern.length) {
            return from;
        }
        this.at++;
        const next = this.pattern[this.at];
        let to: string;
        if (next === '\\') {
            to = this.escape(true);
        } else {
            const literal = String.fromCodePoint(this.pattern.codePointAt(this.at)!);
            this.at += literal.length;
            to = this.classLiteral(literal);
        }
        return `${from}-${to}`;
    }

    private classLiteral(literal: string): string {
        return /^[()[\]{}/\-\\|&!#%,:;<=>@`~$*+.?^]$/.test(literal) ? `\\x${literal.charCodeAt(0).toString(16).padStart(2, '0')}` : literal;
    }

    private escape(inClass: boolean): string {
        const rest = this.pattern.slice(this.at);
        const take = (length: number, result: string): string => {
            this.at += length;
            return result;
        };
        const set = (ranges: string, negated = false): string => (inClass && !negated ? ranges : `[${negated ? '^' : ''}${ranges}]`);
        if (rest.length === 1) {
            throw this.invalid('Unexpected internal error');
        }
        const letter = rest[1];
        const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(rest);
        if (quoted) {
            return take(
                quoted[0].length,
                [...quoted[1]].map((each) => (inClass ? this.classLiteral(each) : quoteCharacter(each))).join('')
            );
        }
        const property = /^\\([pP])(?:\{(\^?)([^}]*)\}|([A-Z]))/.exec(rest);
        if (property) {
            const negated = (property[1] === 'P') !== (property[2] === '^');
            const name = property[3] ?? property[4];
            return take(property[0].length, POSIX[name] ? set(POSIX[name], negated) : this.unicodeProperty(name, negated));
        }
        const code = /^\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|0([0-3]?[0-7]{1,2}))/.exec(rest);
        if (code) {
            const point = code[4] ? parseInt(code[4], 8) : parseInt(code[1] ?? code[2] ?? code[3], 16);
            return take(code[0].length, `\\u{${point.toString(16)}}`);
        }
        const back = /^\\(?:([1-9])|k<([A-Za-z]\w*)>)/.exec(rest);
        if (back && !inClass) {
            return take(back[0].length, back[1] ? `(?:\\${back[1]})` : back[0]);
        }
        if (SIMPLE_ESCAPES[letter]) {
            return take(2, SIMPLE_ESCAPES[letter]);
        }
        if (SHORTHANDS[letter.toLowerCase()]) {
            return take(2, set(SHORTHANDS[letter.toLowerCase()], letter !== letter.toLowerCase()));
        }
        if ('dDwW'.includes(letter)) {
            return take(2, `\\${letter}`);
        }
        if (!inClass) {
            switch (letter) {
                case 'b':
                case 'B':
                    return take(2, `\\${letter}`);
                case 'A':
                    return take(2, '^');
                case 'z':
                    return take(2, '(?![^])');
                case 'Z':
                    return take(2, `(?=(?:${LINE_END})?(?![^]))`);
                case 'R':
                    return take(2, `(?:${LINE_END})`);
            }
        }
        if (/[A-Za-z]/.test(letter)) {
            throw letter === 'G' || letter === 'X' || letter === 'N' || letter === 'c'
                ? this.unsupported(`\\${letter}`)
                : this.invalid('Illegal/unsupported escape sequence');
        }
        const literal = String.fromCodePoint(this.pattern.codePointAt(this.at + 1)!);
        return take(1 + literal.length, inClass ? this.classLiteral(literal) : quoteCharacter(literal));
    }

    private unicodeProperty(name: string, negated: boolean): string {
        const bare = name.replace(/^(?:Is|general_category=|gc=)/, '');
        const aliases: Record<string, string> = {
            javaLowerCase: 'Ll',
            javaUpperCase: 'Lu',
            javaLetter: 'L',
            javaDigit: 'Nd',
            Alphabetic: 'Alphabetic',
            Letter: 'L',
            Digit: 'Nd',
            Uppercase: 'Uppercase',
            Lowercase: 'Lowercase',
            White_Space: 'White_Space',
            WhiteSpace: 'White_Space',
            Punctuation: 'P'
        };
        const script = /^(?:script=|sc=)(.+)$/.exec(name);
        const candidates = script ? [`Script=${script[1]}`] : [aliases[bare] ?? bare, `Script=${bare}`];
        for (const candidate of candidates) {
            const text = `\\${negated ? 'P' : 'p'}{${candidate}}`;
            try {
                new RegExp(text, 'v');
                return text;
            } catch {
                // Not that kind of property.
            }
        }
        throw this.unsupported(`\\p{${name}}`);
    }
}

/** A literal character outside a class, safe under the `v` flag. */
function quoteCharacter(character: string): string {
    return /^[\^$\\.*+?()[\]{}|/]$/.test(character) ? `\\${character}` : character;
}

/** Pattern.quote's inverse for JavaScript: the literal text. */
export function quoteJava(text: string): string {
    return `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`;
}

/** Java's replacement text: `$1`, `${name}`, backslash escapes. Throws as Java for groups that do not exist. */
export function expandReplacement(replacement: string, match: RegExpExecArray): string {
    return replacement.replace(
        /\\([^]?)|\$(?:\{([A-Za-z]\w*)\}|(\d+))?/g,
        (whole, escaped: string | undefined, name: string | undefined, digits: string | undefined) => {
            if (escaped !== undefined) {
                return escaped;
            }
            if (name !== undefined) {
                if (!match.groups || !(name in match.groups)) {
                    throw ApexException.of('System.StringException', `No group with name {${name}}`);
                }
                return match.groups[name] ?? '';
            }
            if (digits === undefined) {
                throw ApexException.of('System.StringException', 'Illegal group reference');
            }
            // As many digits as still name a group.
            let length = digits.length;
            while (length > 1 && Number(digits.slice(0, length)) >= match.length) {
                length--;
            }
            const group = Number(digits.slice(0, length));
            if (group >= match.length) {
                throw ApexException.of('System.StringException', `No group ${group}`);
            }
            return (match[group] ?? '') + digits.slice(length) + whole.slice(whole.length);
        }
    );
}

export function replaceJava(text: string, regExp: RegExp, replacement: string, firstOnly: boolean): string {
    let result = '';
    let last = 0;
    for (const match of text.matchAll(regExp)) {
        result += text.slice(last, match.index) + expandReplacement(replacement, match as RegExpExecArray);
        last = match.index + match[0].length;
        if (firstOnly) {
            break;
        }
    }
    return result + text.slice(last);
}

/** String.split: limit 0 drops empty strings at the end; an empty match at the start gives no empty string. */
export function splitJava(text: string, regExp: RegExp, limit: number): string[] {
    const parts: string[] = [];
    let last = 0;
    for (const match of text.matchAll(regExp)) {
        if (limit > 0 && parts.length === limit - 1) {
            break;
        }
        const end = match.index + match[0].length;
        if (end === 0 || (match[0] === '' && match.index >= text.length)) {
            continue;
        }
        parts.push(text.slice(last, match.index));
        last = end;
    }
    if (parts.length === 0) {
        return [text];
    }
    parts.push(text.slice(last));
    if (limit === 0) {
        while (parts.length > 0 && parts.at(-1) === '') {
            parts.pop();
        }
    }
    return parts;
}
