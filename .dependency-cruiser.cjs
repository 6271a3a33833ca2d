/** Arrows between the packages point down only; see docs and the README's map. */
const only = (name, from, allowed) => ({
  name: `${name}-imports-only-what-it-may`,
  comment: `${name} may import of ours only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(contracts|vision|oracle|mobile-web|services/(api|provenance|stack))/',
    pathNot: [from, ...allowed.map((path) => `^${path}`)],
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('contracts', '^contracts/', []),
    only('vision', '^vision/', []),
    only('provenance', '^services/provenance/', []),
    only('oracle', '^oracle/', ['contracts/client/']),
    only('mobile-web', '^mobile-web/', [
      'services/provenance/',
      'contracts/client/reader',
      'contracts/client/generated/selectors',
      'oracle/src/',
    ]),
    only('api', '^services/api/', ['contracts/client/', 'services/provenance/', 'vision/', 'oracle/']),
    {
      name: 'web-takes-only-the-pure-oracle',
      comment: 'the browser must not get the reporter or its files',
      severity: 'error',
      from: { path: '^mobile-web/src/' },
      to: { path: '^oracle/src/(index|sample|sources|reporter|cli)' },
    },
    {
      name: 'only-services-know-sql',
      severity: 'error',
      comment: 'measurements compare with the plain rows of the same database',
      from: { pathNot: '^services/(api|stack/bench)/' },
      to: { path: 'node_modules/(pg|typeorm|pg-boss)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests-are-imported-by-tests-only',
      severity: 'error',
      from: { pathNot: '/test/' },
      to: { path: '^(contracts|vision|oracle|mobile-web|services/[^/]+)/test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|artifacts|cache|coverage)/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
