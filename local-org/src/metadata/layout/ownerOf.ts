/** Which component a file belongs to, by its path alone; for archives in metadata format and folders in source format alike. */
import type { ChildType, MetadataType } from '../registry/registry.ts';
import { isBundle, metadataType, typesOfDirectory, typesOfSuffix } from '../registry/registry.ts';

export const META = '-meta.xml';

export interface Owner {
    type: MetadataType;
    /** As the path spells it: `%20` stays, as in package.xml. */
    fullName: string;
    /** Where the type's directory begins in the path: what stands before it is no part of a package. */
    start: number;
    /** The file describes one child of a decomposed component: a field. */
    child?: { type: ChildType; name: string };
}

/** Null: no type has such a file. The path is relative to the root of an archive or package directory. */
export function ownerOf(path: string): Owner | null {
    const segments = path.split('/');
    const inModel = segments.includes('territory2Models') ? territory(segments) : null;
    if (inModel) {
        return inModel;
    }
    let start = 0;
    for (let index = 0; index < segments.length - 1; index++) {
        for (const type of typesOfDirectory(segments[index])) {
            const owner = claim(type, segments.slice(index + 1));
            if (owner) {
                return { type, start, ...owner };
            }
        }
        start += segments[index].length + 1;
    }
    return bySuffix(path, segments);
}

type Claim = Pick<Owner, 'fullName'> & Partial<Owner>;

/** Does the type own this file of its directory? */
function claim(type: MetadataType, rest: string[]): Claim | null {
    const file = rest.at(-1)!;
    const folder = folderName(type, rest);
    if (folder) {
        return folder;
    }
    if (type.folderOf !== undefined) {
        return null;
    }
    if (isBundle(type)) {
        const depth = type.files === 'digitalExperience' ? 2 : 1;
        return rest.length > depth ? { fullName: rest.slice(0, depth).join('/') } : null;
    }
    if (type.files === 'mixedContent') {
        return mixed(type, rest);
    }
    if (type.files === 'decomposed' && rest.length > 1) {
        return decomposed(type, rest);
    }
    const name = withoutSuffix(file, type);
    return name === null ? null : { fullName: type.inFolder ? [...rest.slice(0, -1), name].join('/') : name };
}

/** `reports/Team-meta.xml` in a package, `reports/Team.reportFolder-meta.xml` in a project. */
function folderName({ folderType }: MetadataType, rest: string[]): Claim | null {
    const type = folderType === undefined ? undefined : metadataType(folderType);
    const file = rest.at(-1)!;
    if (type?.folderOf === undefined || !file.endsWith(META)) {
        return null;
    }
    const name = file.slice(0, -META.length);
    const own = name.endsWith(`.${type.suffix}`) || name.endsWith('Folder') ? name.replace(/\.[A-Za-z]*Folder$/, '') : name;
    return own.includes('.') ? null : { type, fullName: [...rest.slice(0, -1), own].join('/') };
}

function mixed(type: MetadataType, rest: string[]): Claim | null {
    if (!type.inFolder) {
        const [name] = rest[0].split('.');
        return name === '' ? null : { fullName: name };
    }
    return rest.length < 2
        ? null
        : {
              fullName: rest
                  .join('/')
                  .replace(META, '')
                  .replace(new RegExp(`\\.${type.suffix}$`), '')
          };
}

function decomposed(type: MetadataType, rest: string[]): Claim | null {
    const [parent] = rest;
    const file = rest.at(-1)!;
    const own = withoutSuffix(file, type);
    if (own !== null && rest.length === 2) {
        return { fullName: parent };
    }
    const folder = type.decomposition === 'folderPerType' ? rest[1] : null;
    if (rest.length !== (folder === null ? 2 : 3) || !file.endsWith(META)) {
        return null;
    }
    for (const child of type.children ?? []) {
        const name = withoutSuffix(file, child);
        if (name !== null && (folder === null || folder === child.directory)) {
            return { fullName: parent, child: { type: child, name } };
        }
    }
    return null;
}

/** Territories and their rules lie in their model's folder, which is part of their name. */
function territory(segments: string[]): Owner | null {
    const model = segments.indexOf('territory2Models');
    const file = segments.at(-1)!;
    const type = [metadataType('Territory2')!, metadataType('Territory2Rule')!].find((each) => withoutSuffix(file, each) !== null);
    if (model < 0 || !type || segments.length < model + 3) {
        return null;
    }
    const start = segments.slice(0, model).reduce((length, each) => length + each.length + 1, 0);
    return { type, fullName: `${segments[model + 1]}.${withoutSuffix(file, type)}`, start };
}

/** A file that lies in a directory of another name: source format allows it for most types. */
function bySuffix(path: string, segments: string[]): Owner | null {
    const file = segments.at(-1)!;
    const bare = file.endsWith(META) ? file.slice(0, -META.length) : file;
    const suffix = bare.slice(bare.lastIndexOf('.') + 1);
    for (const type of typesOfSuffix(suffix)) {
        if (
            !type.ownDirectory &&
            !type.inFolder &&
            type.folderOf === undefined &&
            (file.endsWith(META) || type.files === 'matchingContentFile')
        ) {
            return { type, fullName: withoutSuffix(file, type)!, start: path.length - file.length };
        }
    }
    return null;
}

function withoutSuffix(file: string, { suffix, legacySuffix }: { suffix?: string; legacySuffix?: string }): string | null {
    const bare = file.endsWith(META) ? file.slice(0, -META.length) : file;
    for (const ending of [suffix, legacySuffix]) {
        if (ending !== undefined && bare.endsWith(`.${ending}`) && bare.length > ending.length + 1) {
            return bare.slice(0, -ending.length - 1);
        }
    }
    return null;
}
