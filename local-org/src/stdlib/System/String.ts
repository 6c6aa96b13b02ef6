/** System.String. Text methods follow Apache Commons Lang, which Apex names them after. */
import { library } from '../../runtime/library.ts';
import { argument, sameText } from '../../runtime/operators.ts';
import type { ApexDate } from '../../runtime/values/ApexDate.ts';
import type { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import type { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { ApexSet } from '../../runtime/values/ApexSet.ts';
import type { Decimal } from '../../runtime/values/Decimal.ts';
import { stringHash } from '../../runtime/values/equality.ts';
import { sameId } from '../../runtime/values/ids.ts';
import { textOf } from '../../runtime/values/text.ts';
import { userZone } from '../support/user.ts';
import * as characters from '../text/characters.ts';
import * as escape from '../text/escape.ts';
import { compileJava, replaceJava, splitJava } from '../text/javaRegex.ts';
import { messageFormat } from '../text/messageFormat.ts';

type Text = string | null;

function bounds(index: number, length: number): never {
    throw ApexException.of('System.StringException', `String index out of range: ${index < 0 ? index : index > length ? index : length}`);
}

function substring(self: string, start: number | null, end: number | null): string {
    const from = argument(start);
    const to = argument(end);
    if (from < 0 || to > self.length || from > to) {
        throw ApexException.of(
            'System.StringException',
            to > self.length ? `Ending position out of bounds: ${to}` : `Starting position out of bounds: ${from}`
        );
    }
    return self.slice(from, to);
}

/** abbreviate(maxWidth, offset) of Commons Lang. */
function abbreviate(self: string, width: number, offset: number): string {
    if (width < 4) {
        throw ApexException.of('System.StringException', 'Minimum abbreviation width is 4');
    }
    if (self.length <= width) {
        return self;
    }
    let from = Math.min(offset, self.length);
    if (self.length - from < width - 3) {
        from = self.length - (width - 3);
    }
    if (from <= 4) {
        return `${self.slice(0, width - 3)}...`;
    }
    if (width < 7) {
        throw ApexException.of('System.StringException', 'Minimum abbreviation width with offset is 7');
    }
    return from + width - 3 < self.length
        ? `...${abbreviate(self.slice(from), width - 3, 0)}`
        : `...${self.slice(self.length - (width - 3))}`;
}

function padding(size: number, pad: Text): string {
    const unit = pad === null || pad === '' ? ' ' : pad;
    return size <= 0 ? '' : unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}

function center(self: string, size: number, pad: Text): string {
    const left = Math.floor((size - self.length) / 2);
    return size <= self.length ? self : padding(left, pad) + self + padding(size - self.length - left, pad);
}

function before(self: string, separator: Text, index: (text: string, part: string) => number): string {
    const at = separator === null || separator === '' ? -1 : index(self, separator);
    return at < 0 ? self : self.slice(0, at);
}

function after(self: string, separator: Text, index: (text: string, part: string) => number): string {
    if (separator === null || separator === '') {
        return separator === null ? '' : self;
    }
    const at = index(self, separator);
    return at < 0 ? '' : self.slice(at + separator.length);
}

function between(self: string, open: Text, close: Text): Text {
    if (open === null || close === null) {
        return null;
    }
    const start = self.indexOf(open);
    const end = start < 0 ? -1 : self.indexOf(close, start + open.length);
    return end < 0 ? null : self.slice(start + open.length, end);
}

const first = (text: string, part: string): number => text.indexOf(part);
const last = (text: string, part: string): number => text.lastIndexOf(part);
const lower = (text: Text): string => argument(text).toLowerCase();

function differenceIndex(a: string, b: string): number {
    const shorter = Math.min(a.length, b.length);
    let i = 0;
    while (i < shorter && a[i] === b[i]) {
        i++;
    }
    return i === a.length && i === b.length ? -1 : i;
}

function firstIndex(self: string, wanted: (character: string) => boolean): number {
    for (let i = 0; i < self.length; i++) {
        if (wanted(self[i])) {
            return i;
        }
    }
    return -1;
}

function codePoint(self: string, index: number): number {
    return index < 0 || index >= self.length ? bounds(index, self.length) : self.codePointAt(index)!;
}

function strings(items: string[]): ApexList {
    return new ApexList('String', items);
}

function join(items: Iterable<unknown>, separator: Text): string {
    return [...items].map((item) => (item === null ? '' : textOf(item))).join(argument(separator));
}

export default library('System.String', {
    // ---- static
    'static String escapeSingleQuotes(String text)': (_rt, text: Text) => argument(text).replaceAll("'", "\\'"),
    'static String format(String pattern, List<Object> args)': (_rt, pattern: Text, args: ApexList | null) =>
        messageFormat(argument(pattern), argument(args).items.map(textOf)),
    'static String fromCharArray(List<Integer> characters)': (_rt, list: ApexList) =>
        String.fromCodePoint(...(argument(list).items as number[])),
    'static String getCommonPrefix(List<String> texts)': (_rt, list: ApexList) => {
        const texts = argument(list).items as Text[];
        if (texts.length === 0 || texts.includes(null)) {
            return '';
        }
        return (texts as string[]).reduce((prefix, text) => {
            const at = differenceIndex(prefix, text);
            return at < 0 ? prefix : prefix.slice(0, at);
        });
    },
    'static Boolean isBlank(String text)': (_rt, text: Text) => text === null || characters.isWhitespace(text),
    'static Boolean isNotBlank(String text)': (_rt, text: Text) => text !== null && !characters.isWhitespace(text),
    'static Boolean isEmpty(String text)': (_rt, text: Text) => text === null || text === '',
    'static Boolean isNotEmpty(String text)': (_rt, text: Text) => text !== null && text !== '',
    'static String join(Object iterable, String separator)': (_rt, items: ApexList | ApexSet | null, separator: Text) =>
        join(argument(items), separator),
    'static String valueOf(Date value)': (_rt, value: ApexDate | null) => (value === null ? null : String(value)),
    'static String valueOf(Datetime value)': (rt, value: ApexDatetime | null) => (value === null ? null : value.textIn(userZone(rt))),
    'static String valueOf(Decimal value)': (_rt, value: Decimal | null) => (value === null ? null : String(value)),
    'static String valueOf(Double value)': (_rt, value: ApexDouble | null) => (value === null ? null : String(value)),
    'static String valueOf(Integer value)': (_rt, value: number | null) => (value === null ? null : String(value)),
    'static String valueOf(Long value)': (_rt, value: bigint | null) => (value === null ? null : String(value)),
    'static String valueOf(Object value)': (_rt, value: unknown) => (value === null ? null : textOf(value)),
    'static String valueOfGmt(Datetime value)': (_rt, value: ApexDatetime | null) => argument(value).textIn('GMT'),

    // ---- taking apart
    'String abbreviate(Integer maxWidth)': (_rt, self: string, width: number) => abbreviate(self, argument(width), 0),
    'String abbreviate(Integer maxWidth, Integer offset)': (_rt, self: string, width: number, offset: number) =>
        abbreviate(self, argument(width), argument(offset)),
    'String left(Integer length)': (_rt, self: string, length: number) => self.slice(0, Math.max(argument(length), 0)),
    'String right(Integer length)': (_rt, self: string, length: number) => (argument(length) <= 0 ? '' : self.slice(-length)),
    'String mid(Integer start, Integer length)': (_rt, self: string, start: number, length: number) =>
        argument(length) < 0 || argument(start) > self.length ? '' : self.slice(Math.max(start, 0), Math.max(start, 0) + length),
    'String substring(Integer start)': (_rt, self: string, start: number) => substring(self, start, self.length),
    'String substring(Integer start, Integer end)': (_rt, self: string, start: number, end: number) => substring(self, start, end),
    'String substringAfter(String separator)': (_rt, self: string, separator: Text) => after(self, separator, first),
    'String substringAfterLast(String separator)': (_rt, self: string, separator: Text) =>
        separator === '' ? '' : after(self, separator, last),
    'String substringBefore(String separator)': (_rt, self: string, separator: Text) =>
        separator === '' ? '' : before(self, separator, first),
    'String substringBeforeLast(String separator)': (_rt, self: string, separator: Text) => before(self, separator, last),
    'String substringBetween(String tag)': (_rt, self: string, tag: Text) => between(self, tag, tag),
    'String substringBetween(String open, String close)': (_rt, self: string, open: Text, close: Text) => between(self, open, close),
    'List<String> split(String regExp)': (_rt, self: string, regExp: Text) => strings(splitJava(self, compileJava(argument(regExp)), 0)),
    'List<String> split(String regExp, Integer limit)': (_rt, self: string, regExp: Text, limit: number) =>
        strings(splitJava(self, compileJava(argument(regExp)), argument(limit))),
    'List<String> splitByCharacterType()': (_rt, self: string) => strings(characters.splitByCharacterType(self, false)),
    'List<String> splitByCharacterTypeCamelCase()': (_rt, self: string) => strings(characters.splitByCharacterType(self, true)),
    'List<Integer> getChars()': (_rt, self: string) =>
        new ApexList(
            'Integer',
            Array.from({ length: self.length }, (_unused, i) => self.charCodeAt(i))
        ),
    'Integer charAt(Integer index)': (_rt, self: string, index: number) => codePoint(self, argument(index)),
    'Integer codePointAt(Integer index)': (_rt, self: string, index: number) => codePoint(self, argument(index)),
    'Integer codePointBefore(Integer index)': (_rt, self: string, index: number) => {
        if (argument(index) < 1 || index > self.length) {
            return bounds(index, self.length);
        }
        const single = self.charCodeAt(index - 1);
        return single >= 0xdc00 && single <= 0xdfff && index > 1 ? self.codePointAt(index - 2)! : single;
    },
    'Integer codePointCount(Integer begin, Integer end)': (_rt, self: string, begin: number, end: number) =>
        [...substring(self, begin, end)].length,
    'Integer offsetByCodePoints(Integer index, Integer offset)': (_rt, self: string, index: number, offset: number) => {
        const points = [...self.slice(argument(index))];
        return argument(offset) < 0 || offset > points.length
            ? bounds(index, self.length)
            : index + points.slice(0, offset).join('').length;
    },

    // ---- asking
    'Integer length()': (_rt, self: string) => self.length,
    'Integer hashCode()': (_rt, self: string) => stringHash(self),
    'Boolean equals(Object other)': (_rt, self: string, other: unknown) =>
        typeof other === 'string' && (self === other || (self.length !== other.length && sameId(self, other))),
    'Boolean equalsIgnoreCase(String other)': (_rt, self: string, other: Text) =>
        other !== null && self.toLowerCase() === other.toLowerCase(),
    'Integer compareTo(String other)': (_rt, self: string, other: Text) => {
        const text = argument(other);
        const at = differenceIndex(self, text);
        return at < 0 ? 0 : at < self.length && at < text.length ? self.charCodeAt(at) - text.charCodeAt(at) : self.length - text.length;
    },
    'Boolean contains(String part)': (_rt, self: string, part: Text) => self.includes(argument(part)),
    'Boolean containsIgnoreCase(String part)': (_rt, self: string, part: Text) => self.toLowerCase().includes(lower(part)),
    'Boolean containsAny(String set)': (_rt, self: string, set: Text) =>
        set !== null && [...self].some((character) => set.includes(character)),
    'Boolean containsNone(String set)': (_rt, self: string, set: Text) =>
        set === null || ![...self].some((character) => set.includes(character)),
    'Boolean containsOnly(String set)': (_rt, self: string, set: Text) =>
        set !== null && [...self].every((character) => set.includes(character)),
    'Boolean containsWhitespace()': (_rt, self: string) => characters.containsWhitespace(self),
    'Integer countMatches(String part)': (_rt, self: string, part: Text) =>
        part === null || part === '' ? 0 : self.split(part).length - 1,
    'Boolean startsWith(String prefix)': (_rt, self: string, prefix: Text) => self.startsWith(argument(prefix)),
    'Boolean startsWithIgnoreCase(String prefix)': (_rt, self: string, prefix: Text) =>
        prefix !== null && self.toLowerCase().startsWith(lower(prefix)),
    'Boolean endsWith(String suffix)': (_rt, self: string, suffix: Text) => self.endsWith(argument(suffix)),
    'Boolean endsWithIgnoreCase(String suffix)': (_rt, self: string, suffix: Text) =>
        suffix !== null && self.toLowerCase().endsWith(lower(suffix)),
    'Integer indexOf(String part)': (_rt, self: string, part: Text) => self.indexOf(argument(part)),
    'Integer indexOf(String part, Integer from)': (_rt, self: string, part: Text, from: number) =>
        self.indexOf(argument(part), argument(from)),
    'Integer indexOfIgnoreCase(String part)': (_rt, self: string, part: Text) =>
        part === null ? -1 : self.toLowerCase().indexOf(lower(part)),
    'Integer indexOfIgnoreCase(String part, Integer from)': (_rt, self: string, part: Text, from: number) =>
        part === null ? -1 : self.toLowerCase().indexOf(lower(part), argument(from)),
    'Integer indexOfAny(String set)': (_rt, self: string, set: Text) =>
        set ? firstIndex(self, (character) => set.includes(character)) : -1,
    'Integer indexOfAnyBut(String set)': (_rt, self: string, set: Text) =>
        set ? firstIndex(self, (character) => !set.includes(character)) : -1,
    'Integer indexOfChar(Integer character)': (_rt, self: string, character: number) =>
        self.indexOf(String.fromCodePoint(argument(character))),
    'Integer indexOfChar(Integer character, Integer from)': (_rt, self: string, character: number, from: number) =>
        self.indexOf(String.fromCodePoint(argument(character)), argument(from)),
    'Integer indexOfDifference(String other)': (_rt, self: string, other: Text) => (other === null ? -1 : differenceIndex(self, other)),
    'Integer lastIndexOf(String part)': (_rt, self: string, part: Text) => self.lastIndexOf(argument(part)),
    'Integer lastIndexOf(String part, Integer from)': (_rt, self: string, part: Text, from: number) =>
        argument(from) < 0 ? -1 : self.lastIndexOf(argument(part), from),
    'Integer lastIndexOfIgnoreCase(String part)': (_rt, self: string, part: Text) =>
        part === null ? -1 : self.toLowerCase().lastIndexOf(lower(part)),
    'Integer lastIndexOfIgnoreCase(String part, Integer from)': (_rt, self: string, part: Text, from: number) =>
        part === null || argument(from) < 0 ? -1 : self.toLowerCase().lastIndexOf(lower(part), from),
    'Integer lastIndexOfChar(Integer character)': (_rt, self: string, character: number) =>
        self.lastIndexOf(String.fromCodePoint(argument(character))),
    'Integer lastIndexOfChar(Integer character, Integer from)': (_rt, self: string, character: number, from: number) =>
        argument(from) < 0 ? -1 : self.lastIndexOf(String.fromCodePoint(argument(character)), from),
    'Boolean isAllLowerCase()': (_rt, self: string) => characters.isAllLowerCase(self),
    'Boolean isAllUpperCase()': (_rt, self: string) => characters.isAllUpperCase(self),
    'Boolean isAlpha()': (_rt, self: string) => characters.isAlpha(self),
    'Boolean isAlphaSpace()': (_rt, self: string) => characters.isAlphaSpace(self),
    'Boolean isAlphanumeric()': (_rt, self: string) => characters.isAlphanumeric(self),
    'Boolean isAlphanumericSpace()': (_rt, self: string) => characters.isAlphanumericSpace(self),
    'Boolean isAsciiPrintable()': (_rt, self: string) => characters.isAsciiPrintable(self),
    'Boolean isNumeric()': (_rt, self: string) => characters.isNumeric(self),
    'Boolean isNumericSpace()': (_rt, self: string) => characters.isNumericSpace(self),
    'Boolean isWhitespace()': (_rt, self: string) => characters.isWhitespace(self),
    'String difference(String other)': (_rt, self: string, other: Text) => {
        const at = differenceIndex(self, argument(other));
        return at < 0 ? '' : argument(other).slice(at);
    },
    'Integer getLevenshteinDistance(String other)': (_rt, self: string, other: Text) => characters.levenshtein(self, argument(other)),
    'Integer getLevenshteinDistance(String other, Integer threshold)': (_rt, self: string, other: Text, threshold: number) => {
        const distance = characters.levenshtein(self, argument(other));
        return distance > argument(threshold) ? -1 : distance;
    },

    // ---- changing
    'String capitalize()': (_rt, self: string) => characters.capitalize(self),
    'String uncapitalize()': (_rt, self: string) => characters.uncapitalize(self),
    'String swapCase()': (_rt, self: string) => characters.swapCase(self),
    'String toLowerCase()': (_rt, self: string) => self.toLowerCase(),
    'String toLowerCase(String locale)': (_rt, self: string, locale: Text) => self.toLocaleLowerCase(argument(locale).replaceAll('_', '-')),
    'String toUpperCase()': (_rt, self: string) => self.toUpperCase(),
    'String toUpperCase(String locale)': (_rt, self: string, locale: Text) => self.toLocaleUpperCase(argument(locale).replaceAll('_', '-')),
    'String center(Integer size)': (_rt, self: string, size: number) => center(self, argument(size), ' '),
    'String center(Integer size, String pad)': (_rt, self: string, size: number, pad: Text) => center(self, argument(size), pad),
    'String leftPad(Integer length)': (_rt, self: string, length: number) => padding(argument(length) - self.length, ' ') + self,
    'String leftPad(Integer length, String pad)': (_rt, self: string, length: number, pad: Text) =>
        padding(argument(length) - self.length, pad) + self,
    'String rightPad(Integer length)': (_rt, self: string, length: number) => self + padding(argument(length) - self.length, ' '),
    'String rightPad(Integer length, String pad)': (_rt, self: string, length: number, pad: Text) =>
        self + padding(argument(length) - self.length, pad),
    'String deleteWhitespace()': (_rt, self: string) => characters.deleteWhitespace(self),
    'String normalizeSpace()': (_rt, self: string) => characters.trim(self).replace(/\s+/g, ' '),
    'String trim()': (_rt, self: string) => characters.trim(self),
    'String overlay(String text, Integer start, Integer end)': (_rt, self: string, text: Text, start: number, end: number) => {
        const from = Math.min(Math.max(Math.min(argument(start), argument(end)), 0), self.length);
        const to = Math.min(Math.max(Math.max(start, end), 0), self.length);
        return self.slice(0, from) + (text ?? '') + self.slice(to);
    },
    'String remove(String part)': (_rt, self: string, part: Text) => (part ? self.replaceAll(part, () => '') : self),
    'String removeStart(String part)': (_rt, self: string, part: Text) => (part && self.startsWith(part) ? self.slice(part.length) : self),
    'String removeStartIgnoreCase(String part)': (_rt, self: string, part: Text) =>
        part && sameText(self.slice(0, part.length), part) ? self.slice(part.length) : self,
    'String removeEnd(String part)': (_rt, self: string, part: Text) => (part && self.endsWith(part) ? self.slice(0, -part.length) : self),
    'String removeEndIgnoreCase(String part)': (_rt, self: string, part: Text) =>
        part && sameText(self.slice(-part.length), part) ? self.slice(0, -part.length) : self,
    'String repeat(Integer times)': (_rt, self: string, times: number) => self.repeat(Math.max(argument(times), 0)),
    'String repeat(String separator, Integer times)': (_rt, self: string, separator: Text, times: number) =>
        Array.from({ length: Math.max(argument(times), 0) }, () => self).join(separator ?? ''),
    'String replace(String target, String replacement)': (_rt, self: string, target: Text, replacement: Text) => {
        const by = argument(replacement);
        return self.replaceAll(argument(target), () => by);
    },
    'String replaceAll(String regExp, String replacement)': (_rt, self: string, regExp: Text, replacement: Text) =>
        replaceJava(self, compileJava(argument(regExp)), argument(replacement), false),
    'String replaceFirst(String regExp, String replacement)': (_rt, self: string, regExp: Text, replacement: Text) =>
        replaceJava(self, compileJava(argument(regExp)), argument(replacement), true),
    'String reverse()': (_rt, self: string) => [...self].reverse().join(''),
    'String stripHtmlTags()': (_rt, self: string) => self.replace(/<[^>]*>/g, ''),

    // ---- escaping
    'String escapeCsv()': (_rt, self: string) => escape.escapeCsv(self),
    'String escapeEcmaScript()': (_rt, self: string) => escape.escapeEcmaScript(self),
    'String escapeHtml3()': (_rt, self: string) => escape.escapeHtml(self, 3),
    'String escapeHtml4()': (_rt, self: string) => escape.escapeHtml(self, 4),
    'String escapeJava()': (_rt, self: string) => escape.escapeJava(self),
    'String escapeUnicode()': (_rt, self: string) => escape.escapeUnicode(self),
    'String escapeXml()': (_rt, self: string) => escape.escapeXml(self),
    'String unescapeCsv()': (_rt, self: string) => escape.unescapeCsv(self),
    'String unescapeEcmaScript()': (_rt, self: string) => escape.unescapeJava(self),
    'String unescapeHtml3()': (_rt, self: string) => escape.unescapeHtml(self, 3),
    'String unescapeHtml4()': (_rt, self: string) => escape.unescapeHtml(self, 4),
    'String unescapeJava()': (_rt, self: string) => escape.unescapeJava(self),
    'String unescapeUnicode()': (_rt, self: string) => escape.unescapeUnicode(self),
    'String unescapeXml()': (_rt, self: string) => escape.unescapeXml(self)
});
