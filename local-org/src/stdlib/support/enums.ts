/** The platform's enums, from the library data. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { loadLibraryData } from '../../schema/libraryData.ts';

/** Constants of a platform enum in order; undefined when it is none. What OrgRuntime wants as `libraryEnums`. */
export function libraryEnums(typeName: string): readonly string[] | undefined {
    const type = loadLibraryData().type(typeName);
    return type?.kind === 'enum' ? type.enumConstants : undefined;
}

/** The constant itself, the org's one object for it. */
export function libraryEnum(rt: OrgRuntime, typeName: string, name: string): ApexEnum {
    return rt.enumConstant(typeName, name, libraryEnums(typeName));
}
