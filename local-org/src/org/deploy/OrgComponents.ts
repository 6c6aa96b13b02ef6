/** The org's sources as components: what listMetadata, retrieve and readMetadata answer from. */
import { describeTypes, listComponents, readSourceFolder, retrieveZip } from '../../metadata/index.ts';
import type { ComponentRef, FileProperty, MetadataTypeDescription, Package, SourceComponent } from '../../metadata/index.ts';
import { listProject } from '../../schema/loadProject.ts';
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import { sourceMembers } from './sourceMembers.ts';

/** A component as the API describes it. */
export interface ComponentProperties {
    createdById: string;
    createdByName: string;
    createdDate: string;
    fileName: string;
    fullName: string;
    id: string;
    lastModifiedById: string;
    lastModifiedByName: string;
    lastModifiedDate: string;
    manageableState: 'unmanaged';
    type: string;
}

export interface RetrieveResult {
    id: string;
    done: true;
    status: 'Succeeded';
    success: true;
    fileProperties: ComponentProperties[];
    messages: { fileName: string; problem: string }[];
    zip: Uint8Array;
}

/** Results are kept for whoever asks; a client asks once, soon. */
const KEPT = 20;
/** What listMetadata takes at a time. */
const MOST_QUERIES = 3;

export class OrgComponents {
    readonly #org: Assembly;
    readonly #results = new Map<string, RetrieveResult>();
    #read: { of: Assembly['project']; components: SourceComponent[] } | null = null;

    constructor(org: Assembly) {
        this.#org = org;
    }

    describe(): MetadataTypeDescription[] {
        return describeTypes();
    }

    /** @throws PackageError for an unknown type, RequestRefused for too many queries */
    list(queries: readonly { type: string; folder?: string }[]): ComponentProperties[] {
        if (queries.length > MOST_QUERIES) {
            throw new RequestRefused('EXCEEDED_ID_LIMIT', `Number of queries exceeds the maximum of ${MOST_QUERIES}`);
        }
        const complete = this.#properties();
        return queries.flatMap(({ type, folder }) => listComponents(this.#components(), type, folder).map(complete));
    }

    /** Makes the archive at once. Returns the Id by which it is fetched. */
    retrieve(wanted: Package): string {
        const { zip, fileProperties, problems } = retrieveZip(this.#components(), wanted);
        const id = this.#org.store.newIdOf('09S');
        this.#results.set(id, {
            id,
            done: true,
            status: 'Succeeded',
            success: true,
            fileProperties: fileProperties.map(this.#properties()),
            messages: problems,
            zip
        });
        if (this.#results.size > KEPT) {
            this.#results.delete(this.#results.keys().next().value!);
        }
        return id;
    }

    /** @throws RequestRefused */
    retrieved(id: string): RetrieveResult {
        const found = [...this.#results.values()].find((each) => each.id.slice(0, 15) === id.slice(0, 15));
        if (!found) {
            throw new RequestRefused('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: there is no retrieve ${id}`);
        }
        return found;
    }

    /** The XML of a component that is one file of XML; null when there is none. */
    xml({ type, fullName }: ComponentRef): string | null {
        const found = this.#components().find(
            (component) => component.type === type && component.fullName.toLowerCase() === fullName.toLowerCase()
        );
        const file = found?.files.length === 1 ? found.files[0] : found?.files.find(({ path }) => path.endsWith('-meta.xml'));
        return file ? Buffer.from(file.content).toString('utf8') : null;
    }

    #components(): SourceComponent[] {
        const { project, sources } = this.#org;
        if (this.#read?.of !== project) {
            const { directory, packageDirectories } = sources.folder;
            const listed = listProject(directory, packageDirectories);
            this.#read = { of: project, components: readSourceFolder(directory, listed.packageDirectories) };
        }
        return this.#read.components;
    }

    #properties(): (property: FileProperty) => ComponentProperties {
        const { store, adminId } = this.#org;
        const nameOf = (userId: string): string =>
            String(store.get(`SELECT Name AS name FROM "User" WHERE substr(Id, 1, 15) = ?`, userId.slice(0, 15))?.name ?? '');
        const created = String(store.get('SELECT CreatedDate AS date FROM Organization')!.date);
        const changes = new Map(sourceMembers(store).map((member) => [`${member.MemberType} ${member.MemberName}`, member]));
        const ids = new Map(
            (['ApexClass', 'ApexTrigger'] as const).flatMap((table) =>
                store.all(`SELECT Id AS id, Name AS name FROM ${table}`).map((row) => [`${table} ${String(row.name)}`, String(row.id)])
            )
        );
        const admin = nameOf(adminId);
        return ({ type, fullName, fileName, lastModifiedDate }) => {
            const change = changes.get(`${type} ${fullName}`);
            return {
                createdById: adminId,
                createdByName: admin,
                createdDate: created,
                fileName,
                fullName,
                id: ids.get(`${type} ${fullName}`) ?? '',
                lastModifiedById: change?.ChangedBy ?? adminId,
                lastModifiedByName: change ? nameOf(change.ChangedBy) : admin,
                lastModifiedDate: change?.LastModifiedDate.replace('+0000', 'Z') ?? lastModifiedDate?.toISOString() ?? created,
                manageableState: 'unmanaged',
                type
            };
        };
    }
}
