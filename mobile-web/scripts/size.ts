import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Prints what a first visit of each entry downloads, compressed, and fails when the shopper's page outgrows its budget.
 * First view = the page, its style and its entry scripts with what they import at once; the verifier and a Chinese font come after.
 */
const DIST = new URL('../dist/', import.meta.url);
const SHOPPER_BUDGET_KB = 90;

interface Entry {
  name: string;
  html: string;
}

const gzip = (file: string): number => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length;
const kb = (bytes: number): string => (bytes / 1024).toFixed(1);

function firstView({ html }: Entry): string[] {
  const text = readFileSync(new URL(html, DIST), 'utf8');
  const linked = [...text.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].flatMap(([, file]) => file ?? []);
  return [html, ...new Set(linked)];
}

/** The files with all they import, directly or not. */
function withImports(files: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(new URL(file, DIST), 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit(`assets/${name}`);
  };
  files.forEach(visit);
  return [...found];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

const assets = readdirSync(new URL('assets/', DIST));
const verifier = withImports(
  assets.filter((file) => /^shared-verify-.*\.js$/.test(file)).map((file) => `assets/${file}`),
);
const sum = (files: readonly string[]): number => files.reduce((total, file) => total + gzip(file), 0);

for (const entry of [
  { name: 'app', html: 'index.html' },
  { name: 'certificate', html: 'certificate.html' },
  { name: 'shopper', html: 'shopper.html' },
]) {
  const first = sum(firstView(entry));
  if (entry.name !== 'shopper') {
    say(`${entry.name}: ${kb(first)} kB gz at first view`);
    continue;
  }
  const seen = firstView(entry);
  const whole = first + sum(verifier.filter((file) => !seen.includes(file)));
  say(
    `shopper: ${kb(first)} kB gz at first view, ${kb(whole)} kB gz with the verifier (budget ${String(SHOPPER_BUDGET_KB)})`,
  );
  if (verifier.length === 0 || whole > SHOPPER_BUDGET_KB * 1024) {
    complain('the shopper page is over its budget, or its verifier chunk was not found');
    process.exitCode = 1;
  }
}
