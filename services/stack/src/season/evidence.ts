import { chainReader } from '@fieldseal/contracts/reader';
import { type ChainReader, type Contracts, type Report, verifyBundle, type VerifyOptions } from '@fieldseal/provenance';
import { z } from 'zod';
import { ChainInfo, Item, type PressedItem } from './answers.ts';
import { ApiRefusal } from './client.ts';
import { type SeasonContext, until } from './context.ts';
import { CAKE_GTIN } from './field.ts';

const STAGES = ['birth', 'identity', 'residence', 'graduation'];
/** Certificate types in a cake's bundle: its four stages, and the promise for its leaf. */
const KINDS = STAGES.length + 1;

/** A cake's bundle as downloaded. */
export interface Evidence {
  readonly serial: string;
  readonly bytes: Uint8Array;
}

export interface Verified {
  readonly bundles: readonly Evidence[];
  /** Distinct certificates that verified. */
  readonly certificates: number;
  readonly chain: ChainReader;
  /** The contracts that the chain is asked about: those that a bundle names must be the same. */
  readonly trust: Contracts;
}

const Bundle = z.object({
  certificates: z.array(z.object({ document: z.object({ type: z.tuple([z.string(), z.string()]) }) })),
});

/**
 * Downloads each cake's bundle once all four stages are sealed, and verifies it against the chain alone.
 * @throws Error with the reason when one does not verify
 */
export async function verifyCakes(season: SeasonContext, items: readonly PressedItem[]): Promise<Verified> {
  const shopper = season.anybody();
  const trust = await shopper.get('/chain', ChainInfo);
  const chain = chainReader(season.options.rpcUrl, trust);
  const certificates = new Set<string>();
  const bundles: Evidence[] = [];
  for (const { serial } of items) {
    const path = `/items/${CAKE_GTIN}/${serial}`;
    await until(`all certificates of ${serial} were sealed`, season.options.patienceMs, async () => {
      const item = await shopper.get(path, Item);
      const stages = item.certificates.filter(({ status }) => status === 'issued').map(({ stage }) => stage);
      return item.sealed !== null && STAGES.every((stage) => stages.includes(stage)) ? item : undefined;
    });
    const bytes = await completeBundle(season, path);
    const report = await decisiveReport(bytes, chain, season.options.patienceMs, { trust });
    if (!report.ok)
      throw new Error(`The bundle of ${serial} does not verify: ${report.failure?.words.en ?? 'no reason given'}`);
    for (const { id } of report.certificates) certificates.add(id);
    bundles.push({ serial, bytes });
  }
  return { bundles, certificates: certificates.size, chain, trust };
}

/**
 * A report on the bundle itself: while the chain cannot be reached nothing is said about it, so it is asked again.
 * @throws Error when the chain stays away
 */
export async function decisiveReport(
  bytes: Uint8Array,
  chain: ChainReader,
  patienceMs: number,
  options: VerifyOptions = {},
): Promise<Report> {
  return until('the chain could be reached', patienceMs, async () => {
    const report = await verifyBundle(bytes, chain, options);
    return report.failure?.code === 'chain-unreachable' ? undefined : report;
  });
}

/** The bundle grows with each seal; this waits for the one that holds every stage. */
async function completeBundle(season: SeasonContext, path: string): Promise<Uint8Array> {
  return until(`the bundle at ${path} held all stages`, season.options.patienceMs, async () => {
    const bytes = await season
      .anybody()
      .bytes(`${path}/bundle`)
      .catch((error: unknown) => {
        if (error instanceof ApiRefusal && error.code === 'not-sealed-yet') return undefined;
        throw error;
      });
    if (bytes === undefined) return undefined;
    const { certificates } = Bundle.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const types = new Set(certificates.map(({ document }) => document.type[1]));
    return types.size === KINDS ? bytes : undefined;
  });
}
