/** One project per package; tests run on the sources, compiled in memory by swc. */
const project = (name, root, options = {}) => ({
  displayName: name,
  rootDir: root,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  ...options,
});

export default {
  projects: [
    project('contracts', 'contracts'),
    project('provenance', 'services/provenance'),
    project('api', 'services/api', { testEnvironment: '../../vision/test/environment.mjs' }),
    project('stack', 'services/stack'),
    project('vision', 'vision'),
    project('oracle', 'oracle'),
    project('mobile-web', 'mobile-web'),
  ],
  testTimeout: 120000,
};
