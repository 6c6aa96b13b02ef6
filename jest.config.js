const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
    ...jestConfig,
    roots: ['<rootDir>/force-app'],
    // Accessibility checks take seconds where several parts of the tests share two cores.
    testTimeout: 30_000,
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '^lightning/modal$': '<rootDir>/force-app/test/jest-mocks/lightning/modal',
        '^lightning/(modalHeader|modalBody|modalFooter)$': '<rootDir>/force-app/test/jest-mocks/lightning/$1'
    },
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/jest.setup.js']
};
