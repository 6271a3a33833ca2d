import { fileURLToPath } from 'node:url';

/** Photographs are compared in process by the packages that have this environment. */
const onnxEnvironment = fileURLToPath(new URL('vision/test/environment.mjs', import.meta.url));

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
    project('api', 'services/api', { testEnvironment: onnxEnvironment }),
    project('stack', 'services/stack'),
    project('vision', 'vision', { testEnvironment: onnxEnvironment }),
    project('oracle', 'oracle'),
    project('mobile-web', 'mobile-web'),
  ],
  testTimeout: 120000,
};
