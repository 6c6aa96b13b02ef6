import { DatabaseSync } from 'node:sqlite';

/** Does a kept database have somebody of that name? Read beside whoever works with it; false when it cannot be read. */
export function databaseHasUser(database: string, username: string): boolean {
    try {
        const reader = new DatabaseSync(database, { readOnly: true });
        try {
            return reader.prepare(`SELECT 1 FROM "User" WHERE Username = ? COLLATE NOCASE`).get(username) !== undefined;
        } finally {
            reader.close();
        }
    } catch {
        return false;
    }
}
