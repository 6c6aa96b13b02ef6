/** How often each line with a statement has run. Emitted code adds to the counters directly. */
export class Coverage {
    private readonly files = new Map<string, { lines: readonly number[]; counts: Float64Array }>();

    /** The counters of a file, by index into its lines. */
    of(fileName: string, lines: readonly number[]): Float64Array {
        const counts = new Float64Array(lines.length);
        this.files.set(fileName, { lines, counts });
        return counts;
    }

    /** Line → times run, per file that has been loaded. */
    snapshot(): Map<string, Map<number, number>> {
        return new Map(
            [...this.files].map(([fileName, { lines, counts }]) => [fileName, new Map(lines.map((line, index) => [line, counts[index]]))])
        );
    }

    reset(): void {
        for (const { counts } of this.files.values()) {
            counts.fill(0);
        }
    }
}
