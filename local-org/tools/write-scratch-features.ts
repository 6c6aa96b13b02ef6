/**
 * A maintainer's tool: writes data/scratch-features.json, the names of the features that a scratch org may ask for, out of
 * @salesforce/core. Run it when that package is raised: `node local-org/tools/write-scratch-features.ts`.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('@salesforce/core')), 'schema/project-scratch-def');
const lists = ['simpleFeaturesList', 'patternFeaturesList'].map(
    (name) => Object.values(require(join(folder, `${name}.js`)))[0] as string[]
);
const [simple, patterns] = lists;
// `^FieldService:…` and the like: a name with a quantity.
const counted = patterns.map((pattern) => /\w+/.exec(pattern)![0]);
const sorted = (names: string[]): string[] => [...new Set(names)].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
writeFileSync(
    new URL('../data/scratch-features.json', import.meta.url),
    `${JSON.stringify({ simple: sorted(simple), counted: sorted(counted) }, null, 2)}\n`
);
