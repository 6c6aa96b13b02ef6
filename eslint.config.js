const { defineConfig } = require('eslint/config');
const js = require('@eslint/js');
const globals = require('globals');
const jestPlugin = require('eslint-plugin-jest');
const lwcConfig = require('@salesforce/eslint-config-lwc');
const typescript = require('typescript-eslint');

module.exports = defineConfig([
    { ignores: ['node_modules/**', '**/.cache/**', '.local-org/**', 'coverage/**', 'test-results/**', '**/force-app/test/jest-mocks/**'] },
    { files: ['*.js'], extends: [js.configs.recommended], languageOptions: { globals: globals.node, sourceType: 'commonjs' } },
    {
        files: ['scripts/**/*.ts', 'local-org/**/*.ts'],
        extends: [typescript.configs.recommended],
        rules: {
            '@typescript-eslint/no-explicit-any': 'error',
            '@typescript-eslint/consistent-type-imports': 'error',
            // Declaration merging in compiler/annotations.ts needs interfaces that only extend.
            '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
        }
    },
    { files: ['force-app/**/lwc/**/*.js', 'config/**/lwc/**/*.js'], extends: [lwcConfig.configs.recommended] },
    {
        files: ['**/lwc/**/*.test.js'],
        extends: [jestPlugin.configs['flat/recommended']],
        rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off' },
        languageOptions: { globals: { ...globals.node, ...globals.jest } }
    }
]);
