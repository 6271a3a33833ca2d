import { accepted, type Json } from '../support/client.ts';
import { type Cake, harvest } from '../support/custody.ts';
import { type Cast, eventually, LEAF_GTIN, secondsAgo } from '../support/season.ts';
import { type ReadyRequest, ready } from './ready.ts';

const PATIENCE_SECONDS = 180;
const PROMISE = { origin: '云南省勐海县南糯山村', contact: '0691-5120000', basis: ['self-test'] };

/** Certificates that came from tables, of which some are revoked and one is replaced, and tables that wait. */
export async function certifyTables(cast: Cast): Promise<ReadyRequest[]> {
  const { farm } = cast.people;
  const done = await sendTable(cast, [2.01, 2.02, 2.03], 'at-once', 'done');
  await accepted(farm.get(`${done}/labels.pdf`));
  for (const quantityKg of [1.01, 1.02, 1.03]) await sendTable(cast, [quantityKg], 'when-confirmed', 'ready');
  const { body } = await accepted(farm.get(`${done}/rows`));
  const [replaced, revoked, held] = body.list('rows').map((row) => `/api/certificates/${first(row, 'certificateIds')}`);
  if (replaced === undefined || revoked === undefined || held === undefined) throw new Error('too few certificates');
  await accepted(farm.get(`${held}/sheet`));
  for (const path of [replaced, revoked]) await accepted(farm.post(`${path}/revoke`, { reason: '钥匙被盗' }));
  await accepted(farm.post(`${replaced}/replace`));
  const request = { certificates: [held.slice('/api/certificates/'.length)], challenge: '4711' };
  const presentation = { ...request, domain: 'https://buyer.example' };
  await accepted(farm.post('/api/presentations', presentation));
  return [ready('POST', `${revoked}/replace`, {})];
}

/** Lots with a promise, of which some leaf is blended. @returns a blend of the rest */
export async function blendLots(cast: Cast, plotId: string): Promise<ReadyRequest> {
  const { farm } = cast.people;
  const lots = [await harvest(cast, plotId), await harvest(cast, plotId)];
  const { body } = await accepted(farm.get('/api/harvests'));
  for (const one of body.list('harvests').filter((each) => lots.includes(each.text('digitalLink'))))
    await accepted(farm.post(`/api/harvests/${one.text('id')}/conformity`, PROMISE));
  const inputs = lots.map((lot) => ({ lot, quantityKg: 0.5 }));
  const blend = { gtin: LEAF_GTIN, inputs, blendedAt: secondsAgo(300), ...PROMISE };
  await accepted(farm.post('/api/blends', blend));
  return ready('POST', '/api/blends', blend);
}

/** Waits until the cake's evidence is sealed, which only workers do. */
export async function takeEvidence({ people: { farm } }: Cast, { path }: Cake): Promise<void> {
  await eventually(
    async () => ((await farm.get(`${path}/evidence.zip`)).status === 200 ? true : undefined),
    'a seal',
    PATIENCE_SECONDS,
  );
}

/** @returns path of the batch, once it is in that state */
async function sendTable({ people: { farm } }: Cast, quantities: readonly number[], start: string, state: string) {
  const row = { plot: '东坡', gtin: LEAF_GTIN, harvestedAt: secondsAgo(900) };
  const rows = quantities.map((quantityKg) => ({ ...row, quantityKg }));
  const { body } = await accepted(farm.post(`/api/batches?kind=birth&start=${start}`, rows));
  const path = `/api/batches/${body.text('id')}`;
  const isThere = async (): Promise<boolean> => (await accepted(farm.get(path))).body.text('state') === state;
  await eventually(async () => ((await isThere()) ? true : undefined), `a table that is ${state}`, PATIENCE_SECONDS);
  return path;
}

const first = (json: Json, name: string): string => String(json.list(name)[0]?.value);
