#!/bin/sh
# For maintainers: writes data/apex-library.json anew from the stubs in node_modules. Needs Java 17 or newer.
set -eu
cd "$(dirname "$0")/.."
jars=../node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib
stubs=$(ls "$jars"/standard-types-*.jar)
java -cp "$jars/*" tools/GenerateLibrary.java "$stubs" data/apex-library.json
