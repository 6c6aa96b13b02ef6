/**
 * An SFDX project as found on disk: sources and metadata, nothing interpreted beyond XML.
 */

export interface ApexSource {
    /** Path relative to the project directory, with `/`. */
    path: string;
    /** API name, from the file name. */
    name: string;
    kind: 'class' | 'trigger';
    text: string;
    /** From the -meta.xml, else the project's sourceApiVersion. 67 for 67.0. */
    apiVersion: number;
    active: boolean;
}

export interface MetadataFile {
    /** Metadata API type: CustomObject, CustomField, PermissionSet, Queue, ApprovalProcess, CustomMetadata … */
    type: string;
    /** Full name: `Offboarding__c.Status__c` for a field. */
    fullName: string;
    /** Path relative to the project directory, with `/`. */
    path: string;
    /** The parsed root element's content: elements that may repeat are always arrays (see `xmlList`), text is text. */
    content: Record<string, unknown>;
}

export interface Project {
    /** Absolute. */
    directory: string;
    sourceApiVersion: number;
    namespace: string;
    packageDirectories: string[];
    apex: ApexSource[];
    metadata: MetadataFile[];
    /** LWC bundle folders, relative: `force-app/main/default/lwc/offboardingConsole`. */
    lwcBundles: string[];
}

/** Cannot be loaded at all: no sfdx-project.json, malformed JSON or XML, a package directory that is not there. Names the file. */
export class ProjectError extends Error {
    readonly path: string;
    constructor(path: string, message: string) {
        super(message);
        this.name = 'ProjectError';
        this.path = path;
    }
}
