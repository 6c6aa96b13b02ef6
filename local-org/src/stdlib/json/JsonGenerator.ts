/** System.JSONGenerator's object. */
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { JsonWriter } from './JsonWriter.ts';
import { jsonException } from './read.ts';

export class JsonGenerator extends LibraryObject {
    readonly apexType = 'System.JSONGenerator';
    closed = false;
    private readonly output: JsonWriter;

    constructor(pretty: boolean) {
        super();
        this.output = new JsonWriter(pretty);
    }

    /** Throws when the generator is closed. */
    get writer(): JsonWriter {
        if (this.closed) {
            throw jsonException('JSON generator is closed');
        }
        return this.output;
    }

    get text(): string {
        this.closed = true;
        return this.output.result;
    }
}
