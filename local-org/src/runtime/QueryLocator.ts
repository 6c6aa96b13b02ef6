/** Database.QueryLocator: a query that has not been run. Batches fix its Ids when they start. */
import type { Query } from '../language/soqlAst.ts';
import type { QueryOptions } from './ports.ts';
import { LibraryObject } from './values/LibraryObject.ts';

export class QueryLocator extends LibraryObject {
    readonly apexType = 'Database.QueryLocator';
    readonly query: Query;
    readonly options: QueryOptions;
    /** As getQuery returns it. */
    readonly text: string;
    constructor(query: Query, options: QueryOptions, text: string) {
        super();
        this.query = query;
        this.options = options;
        this.text = text;
    }
}
