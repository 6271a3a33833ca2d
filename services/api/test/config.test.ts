import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';

describe('the public address', () => {
  const read = (address: string) =>
    readConfig({ DATABASE_URL: 'postgres://x', RPC_URL: 'http://x', STATE_DIR: '.', PUBLIC_URL: address }).publicUrl;

  test.each(['http://[::1]:8080', 'https://example.com/?a=1', 'https://example.com/a%20b', 'ftp://example.com'])(
    'must be one that a did:web can stand for, not %s',
    (address) => {
      expect(() => read(address)).toThrow('PUBLIC_URL');
    },
  );

  test('may have a port and a path, and loses its trailing slash', () => {
    expect(read('http://127.0.0.1:8080/')).toBe('http://127.0.0.1:8080');
    expect(read('https://example.com/tea/')).toBe('https://example.com/tea');
  });
});
