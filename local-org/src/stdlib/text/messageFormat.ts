/** java.text.MessageFormat with arguments that are text already: `{0}`, quotes doubled or around literal text. */
import { UnsupportedError } from '../../runtime/errors.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';

export function messageFormat(pattern: string, args: readonly string[]): string {
    let result = '';
    let quoted = false;
    for (let i = 0; i < pattern.length; i++) {
        const character = pattern[i];
        if (character === "'") {
            if (pattern[i + 1] === "'") {
                result += "'";
                i++;
            } else {
                quoted = !quoted;
            }
        } else if (character === '{' && !quoted) {
            const end = pattern.indexOf('}', i);
            if (end < 0) {
                throw ApexException.of('System.StringException', 'Unmatched braces in the pattern.');
            }
            result += argumentText(pattern.slice(i + 1, end), args);
            i = end;
        } else {
            result += character;
        }
    }
    return result;
}

function argumentText(element: string, args: readonly string[]): string {
    const [index, format] = element.split(',', 2);
    if (!/^\s*\d+\s*$/.test(index)) {
        throw ApexException.of('System.StringException', `can't parse argument number: ${index}`);
    }
    if (format !== undefined) {
        throw new UnsupportedError(`String.format with a format element {${element}}`);
    }
    return args[Number(index)] ?? `{${Number(index)}}`;
}
