import Table from 'cli-table3';

/** Rows in columns, without colours when nobody looks. Numbers stand to the right. */
export function table(head: string[], rows: (string | number)[][], colours: boolean): string {
    const numeric = head.map(
        (_title, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number' || row[column] === '')
    );
    const drawn = new Table({
        head,
        colAligns: numeric.map((right) => (right ? 'right' : 'left')),
        style: colours ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] }
    });
    drawn.push(...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell))));
    return drawn.toString();
}
