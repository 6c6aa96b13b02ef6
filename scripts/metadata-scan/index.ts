/** Finds people inside a folder of Salesforce metadata. */
export * from './types.ts';
export { PersonError } from './people.ts';
export { ScanError, scanFolder } from './scanFolder.ts';
export { toFindings } from './findings.ts';
export { fixes } from './fixes/fixes.ts';
export type { FixedFile, Fixes, FixOptions } from './fixes/fixes.ts';
export { FixPathError, writeFixes } from './fixes/write.ts';
export { listings, manifest, manifests, packageXml, retrievedTypes } from './manifest.ts';
export type { Listed, Listing } from './manifest.ts';
