/** Finds a browser for the tests: one that is named, one that is installed, or the one from an npm package. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const PACKAGE = '@sparticuz/chromium';

/** There is no browser to test with; the message says what to do about it. */
export class NoBrowserError extends Error {
    constructor(why: string, cause?: unknown) {
        super(
            `The browser tests need Chrome, Chromium or Edge: install one of them, or put the path of its program into CHROME_PATH (${why}).`,
            {
                cause
            }
        );
        this.name = 'NoBrowserError';
    }
}

interface Program {
    executablePath: string;
    args: string[];
    env?: Record<string, string>;
}

/** @throws NoBrowserError */
export async function launchBrowser(): Promise<Browser> {
    const program = named() ?? installed() ?? (await packaged());
    return chromium.launch({ ...program, env: { ...definedEnvironment(), ...program.env } });
}

function named(): Program | undefined {
    const path = process.env.CHROME_PATH;
    if (path && !isExecutable(path)) {
        throw new NoBrowserError(`CHROME_PATH is ${path}, which is no program`);
    }
    return path ? program(path) : undefined;
}

function installed(): Program | undefined {
    const path = candidates().find(isExecutable);
    return path === undefined ? undefined : program(path);
}

function program(executablePath: string): Program {
    // Chrome refuses its sandbox to root, which is what containers run as.
    return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
}

function candidates(): string[] {
    switch (process.platform) {
        case 'darwin':
            return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
                ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name))
            );
        case 'win32':
            return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
                folder === undefined
                    ? []
                    : [
                          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
                          join(folder, 'Chromium', 'Application', 'chrome.exe'),
                          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')
                      ]
            );
        default:
            return ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].flatMap((name) =>
                (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))
            );
    }
}

function isExecutable(path: string): boolean {
    try {
        accessSync(path, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/**
 * The browser of the npm package, with the libraries that a bare machine lacks. Its own launch options are for functions in a cloud:
 * with --single-process it dies when a second page closes.
 */
async function packaged(): Promise<Program> {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
        throw new NoBrowserError(`none is installed, and ${PACKAGE} has none for ${process.platform} on ${process.arch}`);
    }
    try {
        const folder = await unpacked();
        const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
        return {
            executablePath: join(folder, 'chromium'),
            args: ['--no-sandbox'],
            env: { LD_LIBRARY_PATH: libraries, ...(!existsSync('/etc/fonts') && { FONTCONFIG_PATH: join(folder, 'fonts') }) }
        };
    } catch (error) {
        throw new NoBrowserError(`none is installed, and the one of ${PACKAGE} cannot be used: ${(error as Error).message}`, error);
    }
}

/** Unpacks once, beside and then into place: several test files may start at the same time. */
async function unpacked(): Promise<string> {
    const root = packageRoot();
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const folder = resolve('.cache', `chromium-${version}`);
    if (existsSync(folder)) {
        return folder;
    }
    const { inflate } = (await import(pathToFileURL(join(root, 'build', 'esm', 'lambdafs.js')).href)) as {
        inflate(path: string): Promise<string>;
    };
    const temporary = `${folder}.${process.pid}.tmp`;
    mkdirSync(temporary, { recursive: true });
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    try {
        await Promise.all(
            ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(join(root, 'bin', name)))
        );
    } finally {
        if (before === undefined) {
            delete process.env.TMPDIR;
        } else {
            process.env.TMPDIR = before;
        }
    }
    try {
        renameSync(temporary, folder);
    } catch (error) {
        rmSync(temporary, { recursive: true, force: true });
        if (!existsSync(folder)) {
            throw error;
        }
        // Another test file has unpacked the same meanwhile.
    }
    return folder;
}

function packageRoot(): string {
    let folder = dirname(createRequire(resolve('package.json')).resolve(PACKAGE));
    while (!existsSync(join(folder, 'bin'))) {
        folder = dirname(folder);
    }
    return folder;
}

function definedEnvironment(): Record<string, string> {
    return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
