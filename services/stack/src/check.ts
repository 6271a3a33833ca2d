import { checks } from './checks/index.ts';

/** `npm run check [-- NAME...]`: every check that needs no running system; warnings are errors. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check ${unknown.join(', ')}; there are: ${checks.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}

let failed = 0;
for (const { name, run } of checks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedAt = performance.now();
  const complaint = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${complaint === undefined ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (complaint === undefined) continue;
  failed += 1;
  process.stdout.write(`${complaint.trim()}\n\n`);
}
process.stdout.write(failed === 0 ? 'all checks hold\n' : `${String(failed)} checks failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
