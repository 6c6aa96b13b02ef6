/**
 * A spreadsheet takes a cell that begins with = + - @ (or with white space that it drops before them) for a formula. An apostrophe in
 * front makes it text; what begins with apostrophes and then such a character gets one more, so that reading gives back what was written.
 */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/;
const NEUTRALISED = /^'(?='*[=+\-@＝＋－＠\t\r\n])/;

export function neutralised(cell: string): string {
    return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function original(cell: string): string {
    return cell.replace(NEUTRALISED, '');
}
