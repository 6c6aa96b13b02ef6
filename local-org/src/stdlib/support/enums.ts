/** The platform's enums, from the library data. */
import { loadLibraryData } from '../../schema/libraryData.ts';

/** Constants of a platform enum in order; undefined when it is none. What OrgRuntime wants as `libraryEnums`. */
export function libraryEnums(typeName: string): readonly string[] | undefined {
    const type = loadLibraryData().type(typeName);
    return type?.kind === 'enum' ? type.enumConstants : undefined;
}
