import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/reporter/config.ts';

const complete = {
  REPORTER_NAME: 'north',
  REPORTER_KEY_FILE: '/keys/north',
  REPORTER_SOURCE: '{"id":"s","file":"f.csv","mapping":{"tmin":"temp_min"},"location":"Seattle"}',
  API_URL: 'http://127.0.0.1:3000',
};

test('reads a complete environment', () => {
  expect(readConfig({ ...complete, PATH: '/bin' })).toMatchObject({
    POLL_MS: 500,
    REPORTER_SOURCE: { id: 's', file: 'f.csv', mapping: { tmin: 'temp_min' }, location: 'Seattle' },
  });
});

describe('says which variable is wrong', () => {
  test.each([
    ['REPORTER_SOURCE', 'not json', /REPORTER_SOURCE: must be JSON/],
    ['REPORTER_SOURCE', '{"id":"s"}', /REPORTER_SOURCE\.file/],
    ['REPORTER_SOURCE', '{"id":"s","file":"f","mapping":{"rain":"x"}}', /REPORTER_SOURCE\.mapping/],
    ['API_URL', 'ftp://x', /API_URL/],
    ['POLL_MS', '10', /POLL_MS/],
    ['ORACLE_ADDRESS', '0x12', /ORACLE_ADDRESS/],
    ['REPORTER_KEY_FILE', '', /REPORTER_KEY_FILE/],
  ])('%s = %j', (name, value, reason) => {
    expect(() => readConfig({ ...complete, [name]: value })).toThrow(reason);
  });

  test('all that are missing at once', () => {
    expect(() => readConfig({})).toThrow(/REPORTER_NAME: .*REPORTER_KEY_FILE: .*REPORTER_SOURCE: .*API_URL: /);
  });
});
