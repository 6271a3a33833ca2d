import { bytesToHex, consistencyProof, rootOf, sha256 } from '@fieldseal/provenance';
import { type SealedHead, withGauge } from '../../../../contracts/bench/gauge.ts';
import type { Result } from '../support/report.ts';
import { repeatedTree } from './repeated-tree.ts';

/** Leaves that one seal adds, unless their number is what is measured. */
const BATCH = 4096;
const GOAL = 120_000;
const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
/** All of its bits that a proof passes are set: up to 2^30 leaves no seal costs more. */
const WORST_SIZE = 2 ** 30 - BATCH - 1;
const NEW_LEAVES = [1, 64, BATCH, 1e6];
const MILLION = 1e6;
const PEER_SAMPLES = 9;

const tree = repeatedTree(sha256(new Uint8Array(32)));

/** Gas of seals by size of the tree and by number of new leaves, and of one certificate beside the peers. */
export async function measureGas(rpcUrl: string): Promise<Result[]> {
  const bySize = await gasBySize(rpcUrl);
  const byLeaves = await gasByLeaves(rpcUrl);
  const { mintedToken, storedDigest } = await withGauge(rpcUrl, (gauge) => gauge.peers(PEER_SAMPLES));
  const perCertificate = (bySize.get(MILLION) ?? Number.NaN) / BATCH;
  const each = `one certificate, ${String(BATCH)} a seal`;
  return [
    ...[...bySize].map(([size, gas]) => gasResult(`seal of ${String(BATCH)} leaves at ${nameOf(size)}`, gas)),
    ...[...byLeaves].map(([leaves, gas]) => gasResult(`seal of ${nameOf(leaves)} leaves at 1e6`, gas)),
    { metric: `${each}, against one ERC-721 mint`, ...compared(perCertificate, mintedToken) },
    { metric: `${each}, against one stored bytes32`, ...compared(perCertificate, storedDigest) },
  ];
}

/** One log that grows: to a size, and then by one measured batch. */
function gasBySize(rpcUrl: string): Promise<Map<number, number>> {
  return withGauge(rpcUrl, async (gauge) => {
    const gas = new Map<number, number>();
    let sealed = 0;
    for (const size of [...SIZES, WORST_SIZE]) {
      await gauge.seal(await headAt(sealed, size));
      sealed = size + BATCH;
      gas.set(size, await gauge.seal(await headAt(size, sealed)));
    }
    return gas;
  });
}

/** A log of its own for each number of leaves, so that all start at the very same size. */
async function gasByLeaves(rpcUrl: string): Promise<Map<number, number>> {
  const gas = new Map<number, number>();
  for (const leaves of NEW_LEAVES) {
    const used = await withGauge(rpcUrl, async (gauge) => {
      await gauge.seal(await headAt(0, MILLION));
      return gauge.seal(await headAt(MILLION, MILLION + leaves));
    });
    gas.set(leaves, used);
  }
  return gas;
}

async function headAt(from: number, size: number): Promise<SealedHead> {
  const proof = from === 0 ? [] : await consistencyProof(tree, from, size);
  return { size, root: hex(await rootOf(tree, size)), proof: proof.map(hex) };
}

function hex(bytes: Uint8Array): string {
  return `0x${bytesToHex(bytes)}`;
}

/** `1e6` for round sizes, all digits for others. */
function nameOf(size: number): string {
  const power = Math.round(Math.log10(size));
  return power >= 3 && 10 ** power === size ? `1e${String(power)}` : String(size);
}

const gasResult = (metric: string, value: number): Result => ({ metric, value, unit: 'gas', goal: GOAL });

function compared(value: number, peer: number): Pick<Result, 'value' | 'unit' | 'peer' | 'ratio'> {
  return { value, unit: 'gas', peer, ratio: value / peer };
}
