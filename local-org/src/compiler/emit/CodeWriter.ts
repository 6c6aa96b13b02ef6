/**
 * JavaScript text that keeps to the lines of its Apex source: whatever is written after `at(line)` stands on that line.
 * A line that has already been passed cannot be reached again; the text then stays on the current one.
 */
export class CodeWriter {
    private readonly chunks: string[] = [];
    private line = 1;

    /** Moves down to a line. */
    at(line: number): this {
        if (line > this.line) {
            this.chunks.push('\n'.repeat(line - this.line));
            this.line = line;
        }
        return this;
    }

    /** Expressions carry `lineMark`s where a call of theirs stands on a later line. */
    write(text: string): this {
        if (!text.includes(MARK)) {
            this.chunks.push(text);
            return this;
        }
        for (const [index, part] of text.split(MARK).entries()) {
            if (index % 2 === 1) {
                this.at(Number(part));
            } else if (part !== '') {
                this.chunks.push(part);
            }
        }
        return this;
    }

    /** A place to be filled later on the current line, e.g. with variables that the body turned out to need. */
    slot(): (text: string) => void {
        const index = this.chunks.push('') - 1;
        return (text) => {
            this.chunks[index] = text;
        };
    }

    toString(): string {
        return this.chunks.join('');
    }
}

const MARK = '\u0001';

/** Asks the writer to be on a line at this point of an expression. Only where JavaScript allows a line break. */
export function lineMark(line: number): string {
    return MARK + line + MARK;
}
