import Table from 'cli-table3';

/** Lines around and below the head, none between rows: a screen holds more of them. */
const LINES = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** Rows in columns, without colours when nobody looks. Numbers stand to the right. */
export function table(head: string[], rows: (string | number)[][], colours: boolean): string {
    const numeric = head.map(
        (_title, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number' || row[column] === '')
    );
    const drawn = new Table({
        head,
        chars: LINES,
        colAligns: numeric.map((right) => (right ? 'right' : 'left')),
        style: colours ? { head: ['bold'], border: ['grey'], compact: true } : { head: [], border: [], compact: true }
    });
    drawn.push(...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell))));
    return drawn.toString();
}
