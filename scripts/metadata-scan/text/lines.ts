const LONGEST = 200;

/** Line and column of an offset, and the line around it. Built once for a file with hits. */
export class Lines {
    private readonly text: string;
    private readonly starts: number[] = [0];
    /** A byte order mark is no column. */
    private readonly mark: number;

    constructor(text: string) {
        this.text = text;
        this.mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
        for (let index = 0; index < text.length; index++) {
            const code = text.charCodeAt(index);
            if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) {
                this.starts.push(index + 1);
            }
        }
    }

    place(offset: number): { line: number; column: number } {
        let low = 0;
        let high = this.starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        const column = offset - this.starts[low] + 1 - (low === 0 ? this.mark : 0);
        return { line: low + 1, column };
    }

    /** The line of a match, trimmed, cut around the match when it is long. */
    around(start: number, end: number): string {
        const { line } = this.place(start);
        const from = this.starts[line - 1];
        const to = line < this.starts.length ? this.starts[line] : this.text.length;
        const left = Math.max(from, start - Math.floor((LONGEST - Math.min(end - start, LONGEST)) / 2));
        const right = Math.min(to, left + LONGEST);
        const cut = this.text
            .slice(left, right)
            .replace(/^\uFEFF/, '')
            .replace(/\s+/g, ' ')
            .trim();
        return `${left > from ? '…' : ''}${cut}${right < to && this.text.slice(right, to).trim() ? '…' : ''}`;
    }
}
