import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { epcisDocument, objectEvent } from '../support/events.ts';
import { type Cast, createCast } from '../support/season.ts';

const PLACE = 'urn:epcglobal:epcis:vtype:BusinessLocation';
const CLASS = 'urn:epcglobal:epcis:vtype:EPCClass';
const [SITE, HALL, SHELF] = ['urn:epc:id:sgln:0614141.00100.0', 'https://p.example/hall', 'https://p.example/shelf'];
const KIND = 'urn:epc:class:lgtin:4012345.012345.998877';

describe('the master data of captured documents', () => {
  let application: TestApplication;
  let cast: Cast;
  let farm: TestClient;

  const send = (
    client: TestClient,
    events: readonly unknown[],
    vocabularyList: readonly unknown[],
    behaviour?: string,
  ) =>
    client.post(
      '/api/epcis/capture',
      { ...epcisDocument(events), epcisHeader: { epcisMasterData: { vocabularyList } } },
      behaviour === undefined ? {} : { 'GS1-Capture-Error-Behaviour': behaviour },
    );
  const places = (...vocabularyElementList: unknown[]) => [{ type: PLACE, vocabularyElementList }];
  const count = async (query: Readonly<Record<string, string>>, client = farm): Promise<number> => {
    const parameters = new URLSearchParams(query).toString();
    const { body } = await accepted(client.get(`/api/epcis/events?${parameters}`));
    return body.at('epcisBody').at('queryResults').at('resultsBody').list('eventList').length;
  };

  beforeAll(async () => {
    application = await TestApplication.start({ FIELDSEAL_PART: 'api' });
    cast = await createCast(application);
    farm = cast.people.farm;
    const events = [
      objectEvent('shelved', { bizLocation: { id: SHELF } }),
      objectEvent('elsewhere', { bizLocation: { id: 'https://p.example/other' } }),
      objectEvent('kind', { quantityList: [{ epcClass: KIND, quantity: 2 }] }),
    ];
    await accepted(
      send(farm, events, [
        ...places(
          { id: SITE, children: [HALL] },
          { id: HALL, attributes: [{ id: 'cbvmda:city', attribute: '勐海' }], children: [SHELF, SITE] },
          {
            id: SHELF,
            attributes: [
              { id: 'cbvmda:sst', attribute: 201 },
              { id: 'https://ns.example/is_dry', attribute: 'yes' },
            ],
          },
        ),
        {
          type: CLASS,
          vocabularyElementList: [{ id: KIND, attributes: [{ id: 'cbvmda:speciesName', attribute: '茶' }] }],
        },
      ]),
    );
  });

  afterAll(async () => {
    await application.stop();
  });

  test.each([
    [{ HASATTR_bizLocation: 'cbvmda:sst' }, 1],
    [{ HASATTR_bizLocation: 'cbvmda:city' }, 0],
    [{ HASATTR_readPoint: 'cbvmda:sst' }, 0],
    [{ 'EQATTR_bizLocation_cbvmda:sst': '200|201' }, 1],
    [{ 'EQATTR_bizLocation_cbvmda:sst': '202' }, 0],
    [{ 'EQATTR_bizLocation_https://ns.example/is_dry': 'yes' }, 1],
    [{ 'EQATTR_epcClass_urn:epcglobal:cbv:mda:speciesName': '茶' }, 1],
    [{ HASATTR_epcClass: 'cbvmda:sst' }, 0],
    [{ 'EQATTR_https://ns.example/kept_by_cbvmda:sst': '201' }, 0],
    [{ WD_bizLocation: SITE }, 1],
    [{ WD_bizLocation: HALL }, 1],
    [{ WD_bizLocation: 'https://p.example/other' }, 1],
    [{ WD_readPoint: HALL }, 0],
  ])('%j finds %d', async (query, expected) => {
    expect(await count(query)).toBe(expected);
  });

  test('is each organisation’s own', async () => {
    const { factory, regulator } = cast.people;
    await accepted(send(factory, [objectEvent('theirs', { bizLocation: { id: SHELF } })], []));
    expect(await count({ WD_bizLocation: SITE }, factory)).toBe(0);
    expect(await count({ HASATTR_bizLocation: 'cbvmda:sst' }, factory)).toBe(0);
    expect(await count({ HASATTR_bizLocation: 'cbvmda:sst' }, regulator)).toBe(1);
  });

  test('is replaced by what is captured later, and not by what is refused', async () => {
    const later = (attribute: string) => places({ id: SHELF, attributes: [{ id: 'cbvmda:room', attribute }] });
    const refused = await send(farm, [{ type: 'ObjectEvent' }], later('1'), 'rollback');
    expect(refused.status).toBe(400);
    expect(await count({ HASATTR_bizLocation: 'cbvmda:room' })).toBe(0);
    await accepted(send(farm, [], later('2')));
    await accepted(send(farm, [], later('3')));
    expect(await count({ 'EQATTR_bizLocation_cbvmda:room': '3' })).toBe(1);
    expect(await count({ 'EQATTR_bizLocation_cbvmda:room': '2' })).toBe(0);
    expect(await count({ HASATTR_bizLocation: 'cbvmda:sst' })).toBe(0);
  });
});
