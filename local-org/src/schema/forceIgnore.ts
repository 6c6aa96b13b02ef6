/**
 * `.forceignore`: the patterns of .gitignore. A later pattern wins, `!` takes back, `/` at the end means folders,
 * `/` elsewhere ties the pattern to the project's root, `*` stays within a folder and `**` does not.
 */
export function forceIgnore(text: string): (path: string, isDirectory: boolean) => boolean {
    const rules = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map(compile);
    return (path, isDirectory) => {
        let ignored = false;
        for (const rule of rules) {
            if ((isDirectory || !rule.directoriesOnly) && rule.pattern.test(path)) {
                ignored = !rule.negated;
            }
        }
        return ignored;
    };
}

function compile(line: string): { pattern: RegExp; negated: boolean; directoriesOnly: boolean } {
    const negated = line.startsWith('!');
    let glob = negated ? line.slice(1) : line;
    const directoriesOnly = glob.endsWith('/');
    glob = glob.replace(/\/+$/, '');
    const anchored = glob.includes('/');
    glob = glob.replace(/^\//, '');
    const source = glob
        .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
        .map(
            (part) =>
                ({ '**/': '(?:.*/)?', '/**': '/.*', '**': '.*', '*': '[^/]*', '?': '[^/]' })[part] ??
                part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
        )
        .join('');
    return { pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}$`), negated, directoriesOnly };
}
