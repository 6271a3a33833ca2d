import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Chainlink package mixes licences file by file: fails unless every file of it that we import, however deep, is MIT. */
const root = fileURLToPath(new URL('../', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const chainlink = '@chainlink/contracts/';

const importsOf = (source: string): string[] =>
  Array.from(source.matchAll(/^import\s[^;]*?["']([^"']+)["']\s*;/gm), (match) => match[1] ?? '');

const licenceOf = (source: string): string => /SPDX-License-Identifier: (\S+)/.exec(source)?.[1] ?? 'no licence';

const main = async (): Promise<void> => {
  const waiting: string[] = [];
  for await (const file of glob('{src,test}/**/*.sol', { cwd: root })) {
    const used = importsOf(await readFile(root + file, 'utf8')).filter((path) => path.startsWith(chainlink));
    waiting.push(...used.map((path) => modules + path));
  }
  const licences = new Map<string, string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (licences.has(path)) continue;
    const source = await readFile(path, 'utf8');
    licences.set(path, licenceOf(source));
    const folder = dirname(path);
    waiting.push(
      ...importsOf(source)
        .filter((inner) => inner.startsWith('.'))
        .map((inner) => join(folder, inner)),
    );
  }
  const foreign = [...licences].filter(([, licence]) => licence !== 'MIT');
  const named = foreign.map(([path, licence]) => `${path.slice(modules.length)}: ${licence}`);
  if (licences.size === 0) throw new Error(`nothing of ${chainlink} is imported: drop the package, or this check`);
  if (named.length > 0) throw new Error(`only MIT files of ${chainlink} may be imported:\n${named.join('\n')}`);
  process.stdout.write(`${String(licences.size)} files of ${chainlink}, all MIT\n`);
};

await main();
