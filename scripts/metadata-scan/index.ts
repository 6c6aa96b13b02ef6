/** Finds people inside a folder of Salesforce metadata. */
export * from './types.ts';
