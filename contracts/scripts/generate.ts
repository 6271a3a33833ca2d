import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Interface, type JsonFragment } from 'ethers';
import hre from 'hardhat';
import { FileBuildResultType } from 'hardhat/types/solidity';
import { format, resolveConfig } from 'prettier';

const contracts = [
  'AccessManager',
  'TestSettlementToken',
  'SealLog',
  'IssuerRegistry',
  'WeatherIndexOracle',
  'RiskPool',
  'CoverSeries',
  'CropCover',
];
/** Only measured beside ours, so kept out of the client. */
const peers = ['CertificateToken', 'DigestStore'];
const readerFunctions = { SealLog: ['rootAt', 'head'], IssuerRegistry: ['accreditation'] };
const readerEvents = { SealLog: ['Sealed'], IssuerRegistry: ['Accredited', 'Suspended', 'Reinstated'] };

/** Compiles everything anew; a warning in our own sources is an error. */
const compile = async (): Promise<void> => {
  const result = await hre.solidity.build(await hre.solidity.getRootFilePaths(), { force: true, quiet: true });
  if (!(result instanceof Map)) throw new Error(`Solidity did not compile: ${JSON.stringify(result)}`);
  for (const file of result.values()) {
    if (file.type === FileBuildResultType.BUILD_FAILURE) throw new Error(file.errors.map(textOf).join('\n'));
    if (file.type !== FileBuildResultType.BUILD_SUCCESS) continue;
    const ours = file.warnings.map(textOf).filter((text) => /--> (\.\/)?(src|bench)\//.test(text));
    if (ours.length > 0) throw new Error(`Solidity warnings are errors:\n${ours.join('\n')}`);
  }
};

const textOf = (error: { formattedMessage?: string; message: string }): string =>
  error.formattedMessage ?? error.message;

const read = async (names: readonly string[]) => Promise.all(names.map((name) => hre.artifacts.readArtifact(name)));
type Artifacts = Awaited<ReturnType<typeof read>>;

const nameOf = (contract: string, suffix: string): string =>
  `${contract.charAt(0).toLowerCase()}${contract.slice(1)}${suffix}`;

const header = '// Written by `npm run -w contracts generate` from the Solidity sources; edit those.\n\n';

const bytecodesOf = (artifacts: Artifacts): string =>
  artifacts
    .map(({ bytecode, contractName }) => `export const ${nameOf(contractName, 'Bytecode')} = '${bytecode}';\n`)
    .join('\n');

/** Text of each file by its path in the package. */
const sources = async (): Promise<Record<string, string>> => {
  const artifacts = await read(contracts);
  const abis = artifacts.map(
    ({ abi, contractName }) => `export const ${nameOf(contractName, 'Abi')} = ${JSON.stringify(abi)} as const;\n`,
  );
  const selectors = artifacts.flatMap(({ abi, contractName }) => {
    const namesIn = (lists: Readonly<Record<string, readonly string[]>>): readonly string[] =>
      lists[contractName] ?? [];
    const encoder = new Interface(abi as readonly JsonFragment[]);
    return [
      ...namesIn(readerFunctions).map(
        (name) => `export const ${name}Selector = '${encoder.getFunction(name)?.selector ?? ''}';\n`,
      ),
      ...namesIn(readerEvents).map(
        (name) => `export const ${nameOf(name, 'Topic')} = '${encoder.getEvent(name)?.topicHash ?? ''}';\n`,
      ),
    ];
  });
  return {
    'client/generated/abis.ts': abis.join('\n'),
    'client/generated/bytecode.ts': bytecodesOf(artifacts),
    'client/generated/selectors.ts': selectors.join(''),
    'bench/generated/peers.ts': bytecodesOf(await read(peers)),
  };
};

const main = async (check: boolean): Promise<void> => {
  await compile();
  const folder = fileURLToPath(new URL('../', import.meta.url));
  const style = await resolveConfig(`${folder}client/generated/abis.ts`);
  const drifted: string[] = [];
  for (const [name, body] of Object.entries(await sources())) {
    const text = await format(header + body, { ...style, parser: 'typescript' });
    const present = await readFile(folder + name, 'utf8').catch(() => '');
    if (present === text) continue;
    drifted.push(name);
    if (!check) await writeFile(folder + name, text);
  }
  if (check && drifted.length > 0) {
    throw new Error(`generated files are out of date (${drifted.join(', ')}): run npm run -w contracts generate`);
  }
  process.stdout.write(`${drifted.length > 0 ? `wrote ${drifted.join(', ')}` : 'generated files are up to date'}\n`);
};

await main(process.argv.includes('--check'));
