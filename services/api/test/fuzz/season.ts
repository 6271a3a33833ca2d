import { makeSscc } from '@fieldseal/provenance';
import { renderCake } from '@fieldseal/vision/samples';
import { accepted } from '../support/client.ts';
import { type Cake, graduate, harvest, identify, layIn, press, store } from '../support/custody.ts';
import { Phone } from '../support/phone.ts';
import type { Receiver } from '../support/receiver.ts';
import { accredit, type Cast, eventually, LEAF_GTIN, prepareGarden, secondsAgo } from '../support/season.ts';
import { captureEvent, nameQuery } from '../support/standing-queries.ts';
import { balanceOf, buy, fund, openSeries, overRound, registerReporters, shortTerms } from '../support/weather.ts';
import { blendLots, certifyTables, takeEvidence } from './certified.ts';
import { type ReadyRequest, ready } from './ready.ts';

const PHOTO_SIZE = 700;
const SHORT_SALES_SECONDS = 20;
const PATIENCE_SECONDS = 180;
const LONG_SALES_SECONDS = 3600;
const STEP = 'https://example.com/steps/fuzz';

/**
 * Plays a season in which something waits at every step, so that there is something to do for every request.
 * @returns what somebody holds ready, with a signature or a code that cannot be made up
 */
export async function playSeason(cast: Cast, receiver: Receiver): Promise<ReadyRequest[]> {
  await accredit(cast);
  const plotId = await prepareGarden(cast);
  const weather = await openCover(cast, plotId);
  const lot = await harvest(cast, plotId, 100);
  const cake = await press(cast, lot);
  await identify(cast, cake, 5);
  await store(cast, cake);
  const { reviewCode } = await graduate(cast, cake);
  await subscribe(cast, receiver);
  const tables = await certifyTables(cast);
  const blend = await blendLots(cast, plotId);
  await takeEvidence(cast, cake);
  return [
    ...tables,
    blend,
    ready('POST', `${cake.path}/reviews`, { code: reviewCode, rating: 5, text: '回甘持久' }),
    ...(await leaveCakesWaiting(cast, lot)),
    ...(await phoneWaits(cast, plotId)),
    ...(await weather()),
  ];
}

/** Three cakes are only pressed, one has a fingerprint, two wait for the appraiser, one is graded, one is sold, one is stored. */
async function leaveCakesWaiting(cast: Cast, lot: string): Promise<ReadyRequest[]> {
  const { factory, assessor } = cast.people;
  for (let pieces = 0; pieces < 3; pieces += 1) await press(cast, lot);
  const cakes: Cake[] = [];
  for (let seed = 10; seed < 16; seed += 1) {
    const cake = await press(cast, lot);
    const photo = await renderCake({ cake: seed, shot: 0, size: PHOTO_SIZE });
    await accepted(factory.upload(`${cake.path}/fingerprint`, photo));
    cakes.push(cake);
  }
  const certificates: string[] = [];
  for (const { path } of cakes.slice(1))
    certificates.push((await accepted(factory.post(`${path}/identity`))).body.text('certificateId'));
  for (const id of certificates.slice(2))
    await accepted(cast.people.appraiser.post(`/api/certificates/${id}/countersign`));
  const grade = { grade: '一级', method: 'GB/T 23776-2018', score: 90, gradedAt: secondsAgo(90) };
  for (const { path } of cakes.slice(3)) await accepted(assessor.post(`${path}/gradings`, grade));
  const [graded, sold, stored] = cakes.slice(3);
  if (graded === undefined || sold === undefined || stored === undefined) throw new Error('too few cakes');
  await accepted(factory.post(`${sold.path}/sales`, { soldAt: secondsAgo(40), place: '昆明' }));
  return [
    ready('POST', '/api/residences', await layIn(cast, stored)),
    ready('POST', '/api/receipts', {
      sscc: makeSscc('3', '0690123', '000000001'),
      items: [graded.link],
      location: '1号库',
      receivedAt: secondsAgo(30),
    }),
    ready('POST', '/api/certificates/countersign', { certificates: certificates.slice(0, 1) }),
    ...certificates.slice(1, 2).map((id) => ready('POST', `/api/certificates/${id}/countersign`, {})),
  ];
}

/** A standing query whose subscriber has got a message. */
async function subscribe({ people: { farm } }: Cast, receiver: Receiver): Promise<void> {
  await nameQuery(farm, 'standing', STEP);
  const terms = { dest: receiver.url('/hook'), stream: true };
  const path = '/api/epcis/queries/standing/subscriptions';
  const { body } = await accepted(farm.post(path, terms));
  await captureEvent(farm, STEP);
  await receiver.at('/hook', 1);
  await accepted(farm.get(`${path}/${body.text('subscriptionID')}/deliveries`));
}

/** Harvests that wait for the farmer's phone, and the phone's answer to one of them; another phone about to register. */
async function phoneWaits(cast: Cast, plotId: string): Promise<ReadyRequest[]> {
  const { farm } = cast.people;
  const phone = await new Phone(farm).register();
  await phone.accredit(cast, cast.ids.farm, 'birth');
  const signings: string[] = [];
  for (let quantityKg = 1; quantityKg <= 5; quantityKg += 1) {
    const lot = { plotId, gtin: LEAF_GTIN, quantityKg, harvestedAt: secondsAgo(600), deviceKeyId: phone.id };
    signings.push((await accepted(farm.post('/api/harvests', lot))).body.text('signing'));
  }
  const [signing = ''] = signings;
  const proofs = await phone.prove(await phone.documents(signing));
  return [
    ready('POST', `/api/signings/${signing}/proofs`, { proofs }),
    ready('POST', '/api/device-keys', await new Phone(farm).offering()),
  ];
}

/** A series on sale, and one with a policy whose weather is soon over. @returns what there is to say, once it is */
async function openCover(cast: Cast, plotId: string): Promise<() => Promise<ReadyRequest[]>> {
  await fund(cast);
  const [reporter] = await registerReporters(cast);
  const { insurer, farm } = cast.people;
  // A series has to be on the chain before its sales end, and what was sent before it comes first.
  await eventually(async () => ((await balanceOf(farm)) > 0n ? true : undefined), "the farm's money", PATIENCE_SECONDS);
  const over = await openSeries(insurer, shortTerms('dryYear', 'over'), SHORT_SALES_SECONDS);
  await accepted(buy(farm, over, plotId));
  const onSale = await openSeries(insurer, shortTerms('wetYear', 'on sale'), LONG_SALES_SECONDS);
  return async () => {
    const round = await overRound(insurer, 'over', PATIENCE_SECONDS);
    if (reporter === undefined) throw new Error('there is no reporter');
    const path = `/api/oracle/rounds/${round.roundKey}`;
    return [
      ready('POST', '/api/cover/policies', { seriesId: onSale, plotId, sumInsured: '1000000000' }),
      ready('PUT', `${path}/progress`, await reporter.progress(round, '2015-05-03', 20_000)),
      ready('POST', `${path}/observations`, await reporter.observation(round, 20_700)),
    ];
  };
}
