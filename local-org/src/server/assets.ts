/** Files that need no org: the Lightning page's modules and styles. `browser/` supplies them. */
export interface Assets {
    /** `[content type, content]`, undefined when the path is none of ours. */
    find(path: string): Promise<Buffer[] | undefined>;
}

export const noAssets: Assets = { find: () => Promise.resolve(undefined) };
