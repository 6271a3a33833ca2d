import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { type Cast, createCast } from '../support/season.ts';
import { eventsOf, nextOf, record } from './support.ts';

const PLACE = 'https://id.gs1.org/414/9521321000018';
const sighting = (serial: number, fields: object = {}) => ({
  type: 'ObjectEvent',
  eventTime: '2026-04-01T08:00:00+08:00',
  eventTimeZoneOffset: '+08:00',
  action: 'OBSERVE',
  epcList: [`urn:example:piece:${serial}`],
  ...fields,
});

describe('top-level resources', () => {
  let application: TestApplication;
  let cast: Cast;
  let reader: TestClient;
  const members = async (client: TestClient, path: string): Promise<unknown> =>
    (await accepted(client.get(`/api/epcis${path}`))).body.at('member').value;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    reader = cast.people.factory;
    await record(application, cast.ids.factory, [
      sighting(1, {
        bizStep: 'shipping',
        disposition: 'in_transit',
        readPoint: { id: 'urn:epc:id:sgln:952132.100001.0' },
      }),
      sighting(2, { bizStep: 'shipping', bizLocation: { id: PLACE } }),
      sighting(3, {
        bizStep: 'https://ns.example.org/tea/withering',
        type: 'AssociationEvent',
        parentID: 'urn:example:box',
        epcList: undefined,
        childEPCs: ['urn:example:piece:3'],
      }),
      { ...sighting(4), type: 'https://ns.example.org/tea/Tasting', action: undefined, epcList: undefined },
    ]);
    await record(application, cast.ids.warehouse, [
      sighting(2, { bizStep: 'storing' }),
      sighting(9, { bizStep: 'packing' }),
    ]);
  });

  afterAll(() => application.stop());

  test('list what the events of the reader speak of, in order', async () => {
    expect(await members(reader, '/bizSteps')).toEqual(['https://ns.example.org/tea/withering', 'shipping']);
    expect(await members(reader, '/dispositions')).toEqual(['in_transit']);
    expect(await members(reader, '/readPoints')).toEqual([PLACE]);
    expect(await members(reader, '/bizLocations')).toEqual([PLACE]);
    expect(await members(reader, '/epcs')).toEqual([
      'urn:example:box',
      ...[1, 2, 3].map((serial) => `urn:example:piece:${serial}`),
    ]);
    expect(await members(reader, '/eventTypes')).toEqual([
      'ObjectEvent',
      'AggregationEvent',
      'TransactionEvent',
      'TransformationEvent',
      'AssociationEvent',
      'https://ns.example.org/tea/Tasting',
    ]);
    expect(await members(cast.people.warehouse, '/bizSteps')).toEqual(['packing', 'storing']);
    expect(await members(cast.people.regulator, '/bizSteps')).toEqual([
      'https://ns.example.org/tea/withering',
      'packing',
      'shipping',
      'storing',
    ]);
  });

  test('are listed in pages', async () => {
    const seen: unknown[] = [];
    let next: string | undefined = '/api/epcis/epcs?perPage=1';
    while (next !== undefined) {
      const page = await accepted(reader.get(next));
      seen.push(...[page.body.at('member').value].flat());
      next = nextOf(page);
    }
    expect(seen).toEqual(['urn:example:box', 'urn:example:piece:1', 'urn:example:piece:2', 'urn:example:piece:3']);
  });

  test.each([
    ['/eventTypes/AssociationEvent', 1],
    ['/eventTypes/ObjectEvent', 2],
    ['/epcs/urn:example:piece:2', 1],
    ['/bizSteps/urn:epcglobal:cbv:bizstep:shipping', 2],
    ['/dispositions/in_transit', 1],
    [`/readPoints/${encodeURIComponent('urn:epc:id:sgln:952132.100001.0')}`, 1],
    [`/bizLocations/${encodeURIComponent(PLACE)}`, 1],
  ])('%s has events', async (path, count) => {
    expect(await members(reader, path)).toEqual(['events']);
    expect(eventsOf(await accepted(reader.get(`/api/epcis${path}/events`)))).toHaveLength(count);
  });

  test('what no event speaks of is not there, even if another organisation knows it', async () => {
    for (const path of ['/bizSteps/storing', '/epcs/urn:example:piece:9', '/eventTypes/urn:example:none'])
      expect((await reader.get(`/api/epcis${path}`)).status).toBe(404);
  });
});
