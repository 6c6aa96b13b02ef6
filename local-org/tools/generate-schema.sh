#!/bin/sh
# For maintainers: writes data/standard-objects.json anew from the stubs and typings in node_modules. Needs Java 17 or newer.
set -eu
cd "$(dirname "$0")/.."
modules=../node_modules
jars=$modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib
stubs=$(ls "$jars"/sobject-types-*.jar)
java -cp "$jars/*" tools/DumpSObjects.java "$stubs" |
    node tools/mergeSchema.ts $modules/@jsforce/jsforce-node/lib/types/standard-schema.d.ts data/standard-objects.json
