/** The token endpoint's refusal, in OAuth's own words: `{error, error_description}`. */
export class GrantRefused extends Error {
    readonly error: string;

    constructor(error: string, description: string) {
        super(description);
        this.name = 'GrantRefused';
        this.error = error;
    }
}
