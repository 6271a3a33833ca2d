import { checkCompose } from './compose.ts';
import { checkLicences } from './licences.ts';
import { type Check, command } from './check.ts';

const PACKAGES = [
  'contracts',
  'services/provenance',
  'services/api',
  'services/stack',
  'vision',
  'oracle',
  'mobile-web',
];

/** In the order in which a person wants to hear of faults: cheap ones first. */
export const checks: readonly Check[] = [
  command('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  command('lint', 'eslint', ['--max-warnings', '0', '.']),
  ...PACKAGES.map((folder) => command(`types ${folder}`, 'tsc', ['-p', folder, '--noEmit'])),
  command('unused code', 'knip', []),
  command('architecture', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...PACKAGES]),
  command('solidity', 'solhint', ['--max-warnings', '0', 'src/**/*.sol'], 'contracts'),
  command('solidity licences', 'node', ['scripts/licences.ts'], 'contracts'),
  { name: 'licences', run: checkLicences },
  command('generated contracts', 'node', ['scripts/generate.ts', '--check'], 'contracts'),
  command('generated model', 'node', ['scripts/generate.ts', '--check'], 'vision'),
  command('generated API description', 'node', ['dist/write-openapi.js', '--check'], 'services/api'),
  command('generated web client', 'node', ['scripts/generate.ts', '--check'], 'mobile-web'),
  { name: 'compose file', run: checkCompose },
];
