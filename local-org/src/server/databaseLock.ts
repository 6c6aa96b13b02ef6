import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Somebody serves this database already. */
export class DatabaseInUseError extends Error {
    constructor(database: string) {
        super(`The database ${database} is served by another local org already. Stop that one, or choose another file with --database.`);
        this.name = 'DatabaseInUseError';
    }
}

/** Holds a database for one server. The lock is the operating system's: it ends with the process, however that ends. */
export class DatabaseLock {
    readonly #lock: DatabaseSync;
    readonly #file: string;

    private constructor(lock: DatabaseSync, file: string) {
        this.#lock = lock;
        this.#file = file;
    }

    /** @throws DatabaseInUseError */
    static take(database: string): DatabaseLock {
        // A file beside it: the database itself is open to readers.
        const file = `${database}-lock`;
        const lock = new DatabaseSync(file);
        try {
            lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
            return new DatabaseLock(lock, file);
        } catch (error) {
            lock.close();
            if (/locked|busy/i.test((error as Error).message)) {
                throw new DatabaseInUseError(database);
            }
            throw error;
        }
    }

    release(): void {
        try {
            rmSync(this.#file, { force: true });
        } catch {
            // Where open files cannot be removed it stays, unlocked.
        }
        this.#lock.close();
    }
}
