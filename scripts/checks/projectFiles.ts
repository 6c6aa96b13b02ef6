import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import type { Check } from './Check.ts';

const FILES = [
    { path: 'sfdx-project.json', schema: 'sfdx-project.schema.json' },
    { path: 'config/project-scratch-def.json', schema: 'project-scratch-def.schema.json' }
];

/** sfdx-project.json and the scratch-org definition against Salesforce's own JSON schemas. */
export const projectFiles: Check = {
    name: 'project files (JSON schemas)',
    async run() {
        const load = createRequire(resolve('package.json'));
        const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
        const findings = FILES.flatMap(({ path, schema }) => {
            const validate = ajv.compile(load(`./node_modules/@salesforce/schemas/${schema}`));
            validate(JSON.parse(readFileSync(path, 'utf8')));
            return (validate.errors ?? []).map((error) => `${path}${error.instancePath}: ${error.message}`);
        });
        return { findings };
    }
};
