import type { SealedHead, SealReader } from '@fieldseal/contracts/seal-reader';
import { bytesToHex, hexToBytes } from '@fieldseal/provenance';
import { Alarm, type Finding } from './findings.ts';
import type { WatchState } from './state.ts';

const QUESTIONS_AT_A_TIME = 8;

/** The seals of a chain as of one block. */
export interface ChainView {
  readonly chainId: number;
  readonly block: { readonly number: number; readonly hash: string };
  readonly head: SealedHead | undefined;
  /** Heads that were not read before, in the order of the chain; all of them after a reorganisation. */
  readonly fresh: readonly SealedHead[];
  readonly findings: readonly Finding[];
}

type Known = Partial<Pick<WatchState, 'chainId' | 'block' | 'head'>>;

/**
 * Reads what was sealed since the last round from every node, all as of the newest block that all of them have.
 * @throws Alarm when a node contradicts itself or another one, speaks for another chain or cannot be asked
 */
export async function followChain(nodes: readonly SealReader[], known: Known): Promise<ChainView> {
  const number = Math.min(...(await asked(nodes, (node) => node.blockNumber())));
  const views = await asked(nodes, (node) => viewOf(node, known, number));
  const [first, ...others] = views;
  if (first === undefined) throw new Alarm('chain-unreachable', 'no node was named');
  for (const other of others) {
    const [one, two] = [written(first), written(other)];
    if (one !== two) throw new Alarm('chains-disagree', `as of block ${String(number)}: ${one} | ${two}`);
  }
  return first;
}

function asked<Answer>(
  nodes: readonly SealReader[],
  question: (node: SealReader) => Promise<Answer>,
): Promise<Answer[]> {
  return Promise.all(
    nodes.map(async (node) => {
      try {
        return await question(node);
      } catch (cause) {
        if (cause instanceof Alarm) throw cause;
        throw new Alarm('chain-unreachable', cause instanceof Error ? cause.message : 'no reason given');
      }
    }),
  );
}

async function viewOf(node: SealReader, known: Known, number: number): Promise<ChainView> {
  const chainId = await node.chainId();
  if (known.chainId !== undefined && known.chainId !== chainId)
    throw new Alarm('chain-different', `${String(chainId)} instead of ${String(known.chainId)}`);
  const isReplaced = await wasReplaced(node, known.block, number);
  const from = known.block === undefined || isReplaced ? 0 : known.block.number + 1;
  const [hash, head, fresh] = await Promise.all([
    node.blockHash(number),
    node.headAt(number),
    node.sealedBetween(from, number),
  ]);
  const before = known.head === undefined ? undefined : { ...known.head, root: hexToBytes(known.head.root) };
  const lost = before !== undefined && !isSame(await node.rootAt(before.size, number), before);
  if (lost && !isReplaced) throw contradiction(`the head of ${String(before.size)} leaves is gone`);
  await requireOneStory(node, number, before === undefined || isReplaced ? fresh : [before, ...fresh], head);
  const findings: Finding[] = isReplaced
    ? [{ code: 'chain-reorganised', detail: `as of block ${String(number)}` }]
    : [];
  if (lost) findings.push({ code: 'head-lost', detail: written(before) });
  return { chainId, block: { number, hash }, head, fresh, findings };
}

async function wasReplaced(node: SealReader, block: WatchState['block'], number: number): Promise<boolean> {
  if (block === undefined) return false;
  return block.number > number || (await node.blockHash(block.number)) !== block.hash;
}

/** Records, single answers and the newest head must tell the same. */
async function requireOneStory(
  node: SealReader,
  block: number,
  heads: readonly SealedHead[],
  newest: SealedHead | undefined,
): Promise<void> {
  const shrinking = heads.findIndex(({ size }, at) => size <= (heads[at - 1]?.size ?? 0));
  if (shrinking >= 0) throw contradiction(`records shrink to ${written(heads[shrinking])}`);
  if (!isSame(heads.at(-1), newest))
    throw contradiction(`the last record is ${written(heads.at(-1))}, the head ${written(newest)}`);
  for (let at = 0; at < heads.length; at += QUESTIONS_AT_A_TIME) {
    await Promise.all(
      heads.slice(at, at + QUESTIONS_AT_A_TIME).map(async (head) => {
        const found = await node.rootAt(head.size, block);
        if (!isSame(found, head)) throw contradiction(`recorded ${written(head)}, answered ${written(found)}`);
      }),
    );
  }
}

function contradiction(detail: string): Alarm {
  return new Alarm('chain-contradicts-itself', detail);
}

function isSame(a: SealedHead | undefined, b: SealedHead | undefined): boolean {
  return written(a) === written(b);
}

/** In a form to compare and to read. */
function written(value: SealedHead | ChainView | undefined): string {
  return JSON.stringify(value ?? 'none', (_, part: unknown) => (part instanceof Uint8Array ? bytesToHex(part) : part));
}
