import type { Position, TypeRef } from './ast.ts';

/** The text is no type. */
export class TypeSyntaxError extends Error {
    override name = 'TypeSyntaxError';

    constructor(text: string, offset: number) {
        super(`Not a type: "${text}" (at ${offset + 1})`);
    }
}

const NAME = /[A-Za-z_]\w*/y;

/**
 * Reads a type as library signatures write it: `Map<Id, List<Foo.Bar>>`, `String[]`. Small and without ANTLR, because
 * the library alone has thousands of them. Columns count from 1 in the text.
 *
 * @throws TypeSyntaxError
 */
export function parseTypeRef(text: string): TypeRef {
    let offset = 0;
    const type = readType();
    if (offset < text.length) fail();
    return type;

    function readType(): TypeRef {
        skipBlanks();
        const at: Position = { line: 1, column: offset + 1 };
        const name = [readName()];
        let args: TypeRef[] = [];
        for (;;) {
            if (take('.')) name.push(readName());
            else if (take('<')) args = [...args, ...readArguments()];
            else break;
        }
        let type: TypeRef = { at, name, args };
        while (take('[')) {
            if (!take(']')) fail();
            type = { at, name: ['List'], args: [type] };
        }
        return type;
    }

    function readArguments(): TypeRef[] {
        const list = [readType()];
        while (take(',')) list.push(readType());
        if (!take('>')) fail();
        return list;
    }

    function readName(): string {
        skipBlanks();
        NAME.lastIndex = offset;
        const found = NAME.exec(text)?.[0] ?? fail();
        offset += found.length;
        skipBlanks();
        return found;
    }

    function take(char: string): boolean {
        if (text[offset] !== char) return false;
        offset++;
        skipBlanks();
        return true;
    }

    function skipBlanks(): void {
        while (text[offset] === ' ') offset++;
    }

    function fail(): never {
        throw new TypeSyntaxError(text, offset);
    }
}
