/** Orgs in memory that are deployed to, and packages for them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { openLocalOrg } from '../../../src/localOrg.ts';
import type { DeployOptions, DeployResult, DeployTools, LocalOrg } from '../../../src/localOrg.ts';
import { writeFiles, xml } from '../../schema/projectFixture.ts';

export const DEFAULTS: DeployOptions = {
    checkOnly: false,
    ignoreWarnings: false,
    rollbackOnError: true,
    purgeOnDelete: false,
    singlePackage: true,
    testLevel: null,
    runTests: []
};

/** The text of package.xml or a destructive file. */
export function packageXml(types: Record<string, string[]>): string {
    const parts = Object.entries(types).map(
        ([name, members]) => `<types>${members.map((each) => `<members>${each}</members>`).join('')}<name>${name}</name></types>`
    );
    return xml('Package', `${parts.join('')}<version>67.0</version>`);
}

/** An archive of files in metadata format, package.xml from `types`. */
export function archive(types: Record<string, string[]>, files: Record<string, string>): Uint8Array {
    const all = { 'package.xml': packageXml(types), ...files };
    return zipSync(Object.fromEntries(Object.entries(all).map(([path, text]) => [path, strToU8(text)])));
}

/** A class with its -meta.xml. */
export function apexClass(name: string, body: string): Record<string, string> {
    return {
        [`classes/${name}.cls`]: body,
        [`classes/${name}.cls-meta.xml`]: xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>')
    };
}

export class DeployedOrg {
    readonly org: LocalOrg;
    readonly userId: string;

    constructor(org: LocalOrg) {
        this.org = org;
        this.userId = org.assembly.adminId;
    }

    /** An org over a project of these files, gone when the test is over. */
    static open(
        context: TestContext,
        files: Record<string, string> = {},
        options: { database?: string; tools?: DeployTools } = {}
    ): DeployedOrg {
        const folder = mkdtempSync(join(tmpdir(), 'deployed-'));
        writeFiles(folder, files);
        const org = openLocalOrg(folder, { database: options.database });
        if (options.tools) {
            org.useDeployTools(options.tools);
        }
        context.after(() => {
            org.close();
            rmSync(folder, { recursive: true, force: true });
        });
        return new DeployedOrg(org);
    }

    deploy(zip: Uint8Array, options: Partial<DeployOptions> = {}): Promise<DeployResult> {
        return this.org.deploy({ ...DEFAULTS, ...options, userId: this.userId, zip });
    }

    /** Deploys classes by name. */
    classes(bodies: Record<string, string>, options: Partial<DeployOptions> = {}): Promise<DeployResult> {
        const files = Object.assign({}, ...Object.entries(bodies).map(([name, body]) => apexClass(name, body))) as Record<string, string>;
        return this.deploy(archive({ ApexClass: Object.keys(bodies) }, files), options);
    }

    /** Runs anonymous Apex that must succeed; returns what it debugged. */
    run(code: string): string[] {
        const result = this.org.executeAnonymous(this.userId, code);
        if (!result.success) {
            throw new Error(result.compileProblem ?? result.exceptionMessage ?? 'failed');
        }
        return result.debugLog;
    }

    rows(soql: string): Record<string, unknown>[] {
        return this.org.query(this.userId, soql).records;
    }
}
