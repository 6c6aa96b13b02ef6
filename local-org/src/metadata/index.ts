/**
 * Files of the Metadata API: archives and packages, metadata format and source format, the types and what they may hold.
 * Knows nothing of an org: callers put components into one.
 */
import { UnsupportedMetadataError } from './errors.ts';
import type {
    ComponentFile,
    ComponentRef,
    DeployPackage,
    FileProperty,
    MetadataTypeDescription,
    Package,
    SourceComponent,
    TypeProblem
} from './types.ts';

export { PackageError, UnsupportedMetadataError } from './errors.ts';
export type * from './types.ts';

/** Reads a deployment's archive. @throws PackageError with Salesforce's words */
export function readDeployZip(zip: Uint8Array, options: { singlePackage: boolean }): DeployPackage {
    throw new UnsupportedMetadataError(`readDeployZip ${zip.length} ${options.singlePackage}`);
}

/**
 * The source-format files of a component in metadata format, paths relative to a package directory's `main/default`.
 * What `existing` answers for a path is merged where Salesforce merges (labels, workflows, profiles …).
 */
export function toSourceFormat(component: SourceComponent, existing?: (path: string) => Uint8Array | null): ComponentFile[] {
    throw new UnsupportedMetadataError(`toSourceFormat ${component.type} ${existing}`);
}

/**
 * What deleting a component does to a folder of source format: files to delete and files to write anew (the labels file
 * without the label). Paths as given. Empty lists: the component is not there.
 */
export function withoutComponent(files: readonly ComponentFile[], ref: ComponentRef): { deleted: string[]; written: ComponentFile[] } {
    throw new UnsupportedMetadataError(`withoutComponent ${ref.type} ${files.length}`);
}

/** Everything retrievable in a project on disk, in metadata format; a later package directory wins. */
export function readSourceFolder(directory: string, packageDirectories: readonly string[]): SourceComponent[] {
    throw new UnsupportedMetadataError(`readSourceFolder ${directory} ${packageDirectories.length}`);
}

/** The archive that a retrieve answers with, and what it says of each file. Wildcards of the package are resolved here. */
export function retrieveZip(
    components: readonly SourceComponent[],
    wanted: Package,
    options: { singlePackage?: boolean; now?: Date }
): { zip: Uint8Array; fileProperties: FileProperty[]; problems: { fileName: string; problem: string }[] } {
    throw new UnsupportedMetadataError(`retrieveZip ${components.length} ${wanted.version} ${options.singlePackage}`);
}

/** What describeMetadata answers. */
export function describeTypes(): MetadataTypeDescription[] {
    throw new UnsupportedMetadataError('describeTypes');
}

/** What listMetadata answers for a type. Empty for a type without components. @throws PackageError INVALID_TYPE for no type */
export function listComponents(components: readonly SourceComponent[], type: string, folder?: string): FileProperty[] {
    throw new UnsupportedMetadataError(`listComponents ${components.length} ${type} ${folder}`);
}

/** What of a metadata file a deployment would refuse, by the Metadata API's own types. The path may be of source or metadata format. */
export function typeProblems(path: string, xml: string): TypeProblem[] {
    throw new UnsupportedMetadataError(`typeProblems ${path} ${xml.length}`);
}

/** package.xml or a destructiveChanges file. @throws PackageError when it is not one */
export function parsePackage(xml: string, fileName: string): Package {
    throw new UnsupportedMetadataError(`parsePackage ${fileName} ${xml.length}`);
}
