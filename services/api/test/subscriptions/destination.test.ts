import { describe, expect, test } from '@jest/globals';
import { isPublicAddress, readDestination, resolveDestination } from '../../src/subscriptions/destination.ts';

describe('addresses that messages may go to', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:1::',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    'not an address',
  ])('%s is refused', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '223.5.5.5', '2606:4700:4700::1111', '2400:3200::1'])('%s is accepted', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    'http://127.0.0.1/hook',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://[::1]:8080/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://１２７.０.０.１/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://user:secret@example.com/',
    '/hook',
    '',
  ])('the address %j is refused as written', (text) => {
    expect(() => readDestination(text, false)).toThrow();
  });

  test('a name that leads inwards is refused when it is looked up', async () => {
    expect(readDestination('http://localhost/hook', false).host).toBe('localhost');
    await expect(resolveDestination('http://localhost/hook', false)).rejects.toThrow(/public internet/);
  });

  test('inside a private network the operator may allow them, but no other scheme', async () => {
    expect(await resolveDestination('http://127.0.0.1:9/hook', true)).toMatchObject({
      address: '127.0.0.1',
      family: 4,
    });
    expect(() => readDestination('gopher://127.0.0.1/', true)).toThrow(/https:/);
  });
});
