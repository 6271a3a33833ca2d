import { describe, expect, test } from '@jest/globals';
import { readCaptureDocument } from '../../src/index.ts';
import { changed, changedFrom, EXAMPLE_CONTEXT, readAll } from '../support/events.ts';

const DOCUMENT = {
  '@context': EXAMPLE_CONTEXT,
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-04-02T10:00:00Z',
  epcisBody: { eventList: [changed({ 'example:a': 1 }), changed({ action: 'MOVE' })] },
};

describe('capture document', () => {
  test('gives its events with their pointers, and the context they share', () => {
    const { document } = readCaptureDocument(DOCUMENT);
    expect(document?.context).toEqual(EXAMPLE_CONTEXT);
    expect(document?.events.map(({ pointer }) => pointer)).toEqual([
      '/epcisBody/eventList/0',
      '/epcisBody/eventList/1',
    ]);
  });

  test('is read event by event: a fault in one spares the others', () => {
    const { events, faults } = readAll(DOCUMENT);
    expect(events).toHaveLength(1);
    expect(faults).toMatchObject([{ pointer: '/epcisBody/eventList/1/action', code: 'wrong-value' }]);
  });

  test('may be the answer to a query', () => {
    const { '@context': context, creationDate, schemaVersion } = DOCUMENT;
    const answer = (resultsBody: object) => ({
      '@context': context,
      type: 'EPCISQueryDocument',
      schemaVersion,
      creationDate,
      epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody } },
    });
    const { document } = readCaptureDocument(answer({ eventList: [changed({})] }));
    expect(document?.events).toEqual([
      { pointer: '/epcisBody/queryResults/resultsBody/eventList/0', value: changed({}) },
    ]);
    expect(readCaptureDocument(answer({})).faults).toMatchObject([
      { pointer: '/epcisBody/queryResults/resultsBody/eventList', code: 'missing' },
    ]);
  });

  test('may be one bare event, which needs its own context', () => {
    const bare = changed({ '@context': EXAMPLE_CONTEXT });
    expect(readCaptureDocument(bare).document?.events).toEqual([{ pointer: '', value: bare }]);
    expect(readCaptureDocument(changed({})).faults).toMatchObject([{ pointer: '/@context', code: 'missing' }]);
  });

  test('may carry master data and extensions in its header', () => {
    const epcisHeader = {
      epcisMasterData: {
        vocabularyList: [
          {
            type: 'urn:epcglobal:epcis:vtype:Location',
            vocabularyElementList: [
              { id: 'urn:a:b', attributes: [{ id: 'cbvmda:name', attribute: 'Mill' }], children: ['urn:a:c'] },
            ],
          },
        ],
      },
      'example:batch': 7,
    };
    expect(readAll({ ...DOCUMENT, epcisHeader, 'example:sent': 'yes' }).events).toHaveLength(1);
  });

  test.each<[string, string, object]>([
    ['/@context', 'missing', { '@context': undefined }],
    ['/@context', 'wrong-value', { '@context': ['urn:a:b', 'urn:a:b'] }],
    ['/@context/0', 'wrong-type', { '@context': [7] }],
    ['/schemaVersion', 'wrong-value', { schemaVersion: '1.2' }],
    ['/creationDate', 'missing', { creationDate: undefined }],
    ['/epcisBody', 'missing', { epcisBody: undefined }],
    ['/epcisBody/eventList', 'missing', { epcisBody: {} }],
    ['/epcisBody/eventList', 'wrong-type', { epcisBody: { eventList: {} } }],
    ['/sent', 'unknown-field', { sent: 'by me' }],
    [
      '/epcisHeader/epcisMasterData/vocabularyList/0/type',
      'missing',
      { epcisHeader: { epcisMasterData: { vocabularyList: [{}] } } },
    ],
  ])('points at %s: %s', (pointer, code, change) => {
    const document = changedFrom(DOCUMENT, change);
    expect(readCaptureDocument(document).faults).toEqual([{ pointer, code, detail: expect.any(String) }]);
  });

  test.each([[null], ['text'], [[]], [7]])('%j is none', (value) => {
    expect(readCaptureDocument(value).faults).toMatchObject([{ pointer: '', code: 'wrong-type' }]);
  });
});
