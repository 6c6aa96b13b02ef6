/** Finds people inside a folder of Salesforce metadata. */
export * from './types.ts';
export { PersonError } from './people.ts';
export { ScanError, scanFolder } from './scanFolder.ts';
