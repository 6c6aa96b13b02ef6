/**
 * Files of the Metadata API: archives and packages, metadata format and source format, the types and what they may hold.
 * Knows nothing of an org: callers put components into one.
 */
export { ARCHIVE_LIMITS, readArchive, writeArchive } from './archive.ts';
export { typeProblems } from './check/typeProblems.ts';
export { toSourceFormat } from './convert/toSource.ts';
export { describeTypes } from './describeTypes.ts';
export { PackageError, UnsupportedMetadataError } from './errors.ts';
export { parsePackage, writePackage } from './packageXml.ts';
export { readDeployZip } from './readDeployZip.ts';
export { directoriesWithFolders } from './registry/registry.ts';
export { listComponents, retrieveZip } from './retrieve.ts';
export { sourceChanges } from './sourceChanges.ts';
export { readSourceFolder } from './sourceFolder.ts';
export { XmlSyntaxError } from './xmlTree.ts';
export type { RetrievedArchive } from './retrieve.ts';
export type { SourceChanges } from './sourceChanges.ts';
export type * from './types.ts';
