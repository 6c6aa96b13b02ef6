/** What this room's functions take and give: files of the Metadata API and the components they make. */

/** A file of a package or project: its path has `/` and is relative to the package's or package directory's root. */
export interface ComponentFile {
    path: string;
    content: Uint8Array;
}

/** A component by the names that the Metadata API gives it: `CustomField`, `Offboarding__c.Status__c`. */
export interface ComponentRef {
    type: string;
    fullName: string;
}

/** A component with its files in metadata format, as a deployment's archive holds them. */
export interface SourceComponent extends ComponentRef {
    /** Paths relative to the archive's root folder: `classes/Hello.cls` and `classes/Hello.cls-meta.xml`. */
    files: ComponentFile[];
    /** What a deployment reports as `fileName`: `classes/Hello.cls`, `lwc/hello`, `objects/X__c.object`. */
    metadataPath: string;
    /** What the file holds that is a component of its own: the fields of an object, the labels of a file of labels. */
    children: ComponentRef[];
    /** False when only children are meant: an `.object` whose package names two fields and not the object. */
    whole: boolean;
    /** Latest change of its files on disk; absent when it comes out of an archive. */
    modifiedAt?: Date;
}

/** package.xml or a destructiveChanges file. `types` in the order of the file; a member may be `*`. */
export interface Package {
    version: string;
    types: Map<string, string[]>;
}

/** Something about a package that a deployment reports as the failure (or warning) of one component. */
export interface PackageProblem extends ComponentRef {
    /** As in the archive; `package.xml` for a member without a file. */
    fileName: string;
    problem: string;
    problemType: 'Error' | 'Warning';
    line?: number;
    column?: number;
}

export interface DeployPackage {
    /** The folder of the archive that the package lies in, `''` or `shape_1/`: reported file names begin with it. */
    root: string;
    package: Package;
    /** What is to be deployed: named in package.xml and there. */
    components: SourceComponent[];
    destructivePre: ComponentRef[];
    destructivePost: ComponentRef[];
    /** Files that no type knows, or that no member of package.xml names. */
    unknownFiles: ComponentFile[];
    /** In package.xml, but no file. */
    missing: ComponentRef[];
    /** All that Salesforce reports of the package itself, `missing` and `unknownFiles` included. */
    problems: PackageProblem[];
}

/** What `describeMetadata` says of a type. */
export interface MetadataTypeDescription {
    xmlName: string;
    directoryName: string;
    /** Null: a bundle, whose folder is the component. */
    suffix: string | null;
    inFolder: boolean;
    /** Has the file a `-meta.xml` beside it? */
    metaFile: boolean;
    childXmlNames: string[];
}

/** What listMetadata and retrieve say of a component. The caller, who knows the org, fills in Ids, dates and people. */
export interface FileProperty extends ComponentRef {
    fileName: string;
    lastModifiedDate?: Date;
}

/** A place in a metadata file that a deployment refuses. */
export interface TypeProblem {
    /** From 1. */
    line: number;
    column: number;
    /** Salesforce's words where they are known. */
    problem: string;
}
