/** One constant of an enum, of the project or of the platform: one object per constant, compared by identity. */
export class ApexEnum {
    /** `Season`, `Outer.Season`, `System.LoggingLevel`. */
    readonly typeName: string;
    readonly name: string;
    readonly ordinal: number;

    constructor(typeName: string, name: string, ordinal: number) {
        this.typeName = typeName;
        this.name = name;
        this.ordinal = ordinal;
    }

    toString(): string {
        return this.name;
    }
}
