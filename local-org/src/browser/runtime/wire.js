/**
 * Makes a loader usable as a @wire adapter. The engine takes `adapter` from what is wired, constructs it
 * with a data callback and calls connect, update and disconnect.
 *
 * @param {(config: object) => Promise<unknown> | null} load null while the configuration is incomplete
 * @param {Set<object>} registry the adapters that are connected
 */
export function wireAdapter(load, registry) {
    return class {
        constructor(dataCallback) {
            this.dataCallback = dataCallback;
            this.sequence = 0;
        }
        connect() {
            this.connected = true;
            registry.add(this);
            this.run();
        }
        disconnect() {
            this.connected = false;
            registry.delete(this);
        }
        update(config) {
            this.config = config;
            this.run();
        }
        run() {
            if (!this.connected || this.config === undefined) {
                return undefined;
            }
            const sequence = ++this.sequence;
            const pending = load(this.config);
            if (!pending) {
                this.emit({ data: undefined, error: undefined });
                return undefined;
            }
            return pending.then(
                (data) => sequence === this.sequence && this.emit({ data, error: undefined }),
                (error) => sequence === this.sequence && this.emit({ data: undefined, error })
            );
        }
        emit(value) {
            this.last = value;
            this.dataCallback(value);
        }
    };
}
