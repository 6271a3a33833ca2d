import type { SealReader } from '@fieldseal/contracts/seal-reader';
import { bytesToHex, openCheckpoint, parseVerifierKey } from '@fieldseal/provenance';
import { checkHeads } from './check-heads.ts';
import { delayFinding, stillWaiting } from './delay.ts';
import { Alarm, type Finding, type FindingCode } from './findings.ts';
import { type ChainView, followChain } from './follow-chain.ts';
import { followLog, type SignedHead } from './follow-log.ts';
import type { LogClient } from './log-client.ts';
import { spotCheck } from './spot-check.ts';
import { knownLog, writtenLog, type WatchState } from './state.ts';

/** What an auditor looks at, and with what. */
export interface Ends {
  readonly log: LogClient;
  /** One node or several, which must agree. */
  readonly nodes: readonly SealReader[];
  readonly maxDelaySeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A random whole number from 0 to below the bound. */
  readonly below: (bound: number) => number;
}

const SIGNATURE_FAULTS = {
  'note-malformed': 'checkpoint-malformed',
  'checkpoint-malformed': 'checkpoint-malformed',
  'origin-foreign': 'checkpoint-malformed',
  'signature-missing': 'signature-missing',
  'signature-wrong': 'signature-wrong',
} as const satisfies Record<string, FindingCode>;

/**
 * Looks at chain and log once. The chain is read first: whatever it has sealed, the log must show already.
 * @returns all that was found, and the memory of what was right; what was not right is not remembered, so it is found again
 */
export async function auditRound(ends: Ends, state: WatchState): Promise<{ state: WatchState; findings: Finding[] }> {
  const findings: Finding[] = [];
  const chain = await caught(findings, () => followChain(ends.nodes, state));
  const followed = await caught(findings, () => follow(ends, state, findings));
  if (chain === undefined) return { state: followed ?? state, findings };
  findings.push(...chain.findings);
  const checked = followed && (await caught(findings, () => withHeads(ends.log, followed, chain)));
  const now = ends.now();
  const size = (followed ?? state).log.size;
  const waiting = stillWaiting(state.waiting, size, chain.head?.size ?? 0, now);
  findings.push(...delayFinding(waiting, ends.maxDelaySeconds, now));
  return { state: { ...(checked ?? state), waiting }, findings };
}

/** The memory of log and chain together, once every new head of the chain is found to be one of this log. */
async function withHeads(log: LogClient, followed: WatchState, chain: ChainView): Promise<WatchState> {
  await checkHeads(log, knownLog(followed), chain.fresh);
  return { ...followed, ...remembered(chain) };
}

/** Grows the remembered log to the newest checkpoint and looks again at one leaf of its past. */
async function follow(ends: Ends, state: WatchState, findings: Finding[]): Promise<WatchState> {
  const known = knownLog(state);
  const head = opened(await ends.log.checkpoint(), state.key);
  const { edge, wrongTile } = await followLog(ends.log, known, head);
  if (wrongTile !== undefined) throw new Alarm('tile-tampered', wrongTile);
  if (known.edge.size > 0) {
    await caught(findings, () => spotCheck(ends.log, known.edge, ends.below(known.edge.size)));
  }
  return { ...state, log: writtenLog({ edge, note: head.note }) };
}

function opened(note: Uint8Array, key: string): SignedHead {
  const verifier = parseVerifierKey(key);
  if (verifier === undefined) throw new Alarm('signature-missing', `"${key}" is no verifier key`);
  const result = openCheckpoint(note, verifier);
  const text = new TextDecoder().decode(note);
  if (!result.ok) throw new Alarm(SIGNATURE_FAULTS[result.fault], `${result.fault}, key ${verifier.name}`, [text]);
  return { checkpoint: result.checkpoint, note: text };
}

function remembered({ chainId, block, head }: ChainView): Pick<WatchState, 'chainId' | 'block' | 'head'> {
  return { chainId, block, head: head === undefined ? undefined : { ...head, root: bytesToHex(head.root) } };
}

/** Runs a part; an alarm in it is a finding and ends that part only. */
async function caught<Result>(findings: Finding[], part: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await part();
  } catch (cause) {
    if (!(cause instanceof Alarm)) throw cause;
    findings.push(cause.finding);
    return undefined;
  }
}
