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

    private constructor(lock: DatabaseSync) {
        this.#lock = lock;
    }

    /** @throws DatabaseInUseError */
    static take(database: string): DatabaseLock {
        // A file beside it: the database itself is open to readers.
        const lock = new DatabaseSync(`${database}-lock`);
        try {
            lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
            return new DatabaseLock(lock);
        } catch (error) {
            lock.close();
            if (/locked|busy/i.test((error as Error).message)) {
                throw new DatabaseInUseError(database);
            }
            throw error;
        }
    }

    release(): void {
        this.#lock.close();
    }
}
