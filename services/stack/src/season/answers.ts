import { z } from 'zod';

/** What the season reads of the API's answers; other members are ignored. */
export const Created = z.object({ id: z.string() });
export const Organisation = z.object({ id: z.string(), kind: z.string(), account: z.string() });
export const Plot = z.object({ id: z.string(), areaHectares: z.number() });
export const Harvest = z.object({ id: z.string(), digitalLink: z.string(), certificateId: z.string() });
export const Pressing = z.object({
  id: z.string(),
  items: z.array(z.object({ serial: z.string(), digitalLink: z.string() })),
});
export type PressedItem = z.infer<typeof Pressing>['items'][number];
export const Fingerprint = z.object({ commitment: z.string() });
export const Certificate = z.object({ certificateId: z.string() });
export const Countersigned = z.object({ id: z.string(), status: z.string() });
export const Sensor = z.object({
  id: z.string(),
  username: z.string(),
  password: z.string(),
  topic: z.string(),
  mqttUrl: z.string(),
});
export const Readings = z.object({ readings: z.array(z.object({ time: z.string() })) });
export const Receipt = z.object({ id: z.string(), count: z.number() });
export const Residences = z.object({ certificates: z.array(z.object({ id: z.string() })) });
export const Sale = z.object({ id: z.string(), reviewCode: z.string() });
export const Check = z.object({
  decision: z.enum(['match', 'no-match', 'take-another']),
  score: z.number(),
  threshold: z.number(),
});
export const Item = z.object({
  sealed: z.object({ treeSize: z.number() }).nullable(),
  certificates: z.array(z.object({ id: z.string(), stage: z.string(), status: z.string() })),
});
export const ChainInfo = z.object({ chainId: z.number(), sealLog: z.string(), issuerRegistry: z.string() });
export const Seals = z.object({
  seals: z.array(z.object({ treeSize: z.number(), gasUsed: z.coerce.number().nullish() })),
});
export const Balance = z.object({ balance: z.string(), symbol: z.string(), decimals: z.number() });

const BoardPolicy = z.object({
  id: z.string(),
  status: z.enum(['pending', 'active', 'paid', 'expired', 'refunded', 'failed']),
  sumInsured: z.string(),
  paid: z.string().nullish(),
  transaction: z.string().nullish(),
});
const BoardSeries = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  index: z.object({ medianMilli: z.coerce.number().nullish() }),
  payoutBps: z.number().nullish(),
  policies: z.array(BoardPolicy),
  secondsFromFinalToPaid: z.number().nullish(),
});
export type BoardSeries = z.infer<typeof BoardSeries>;
export const Board = z.object({ series: z.array(BoardSeries) });
