import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { gs1LinksetSchema, linksetSchema } from '../../src/index.ts';
import { describeSuite, readJson } from '../support/shared.ts';

const link = { href: 'https://example.com/tea', title: 'Tea' };
const set = {
  linkset: [
    { anchor: 'https://id.gs1.org/01/09506000134369', itemDescription: 'Tea cake', 'https://gs1.org/voc/pip': [link] },
  ],
};

describe('a GS1 link set', () => {
  test('with everything is accepted', () => {
    const full = { ...link, hreflang: ['zh', 'en-GB'], type: 'text/html', context: ['CN'], fwqs: true, public: false };
    const [context] = set.linkset;
    const linkset = [{ ...context, 'last-version': [full], 'https://gs1.org/voc/defaultLink': [link] }];
    expect(gs1LinksetSchema.safeParse({ linkset }).success).toBe(true);
  });

  test.each<[string, unknown]>([
    ['no description', { linkset: [{ anchor: set.linkset[0]?.anchor }] }],
    ['a link without title', { linkset: [{ ...set.linkset[0], next: [{ href: link.href }] }] }],
    ['a foreign member', { linkset: [{ ...set.linkset[0], next: [{ ...link, rel: 'next' }] }] }],
    ['a relation that is none', { linkset: [{ ...set.linkset[0], 'Not One': [link] }] }],
    ['one link outside a list', { linkset: [{ ...set.linkset[0], next: link }] }],
    [
      'an address of another kind',
      { linkset: [{ ...set.linkset[0], next: [{ ...link, href: 'javascript:alert(1)' }] }] },
    ],
    ['more beside the set', { ...set, more: 1 }],
    ['nothing', null],
  ])('with %s is refused', (_name, value) => {
    expect(gs1LinksetSchema.safeParse(value).success).toBe(false);
  });

  test('points to the relation that is none', () => {
    const result = gs1LinksetSchema.safeParse({ linkset: [{ ...set.linkset[0], 'Not One': [link] }] });
    expect(result.error?.issues[0]?.path).toEqual(['linkset', 0, 'Not One']);
  });
});

describeSuite('linkset', () => {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const published = (file: string) => ajv.compile(z.record(z.string(), z.unknown()).parse(readJson('linkset', file)));
  const basic = published('linkset-schema.json');
  const gs1 = published('gs1-linkset-schema.json');

  const relation = fc.constantFrom(
    'next',
    'last-version',
    'anchors',
    'Next',
    'https://gs1.org/voc/pip',
    'https://gs1.org/?a=1',
    'itemDescription',
  );
  const address = fc.constantFrom(
    'https://example.com/tea',
    'http://x',
    'ftp://x/y',
    'tea',
    '',
    'https://',
    'urn:a:b',
    'https://é.example/',
  );
  const text = fc.oneof(fc.constantFrom('', 'Tea', '茶'), fc.integer());
  const anyLink = fc.oneof(
    fc.record(
      {
        href: fc.oneof(address, fc.integer()),
        title: text,
        hreflang: fc.oneof(fc.array(fc.constantFrom('zh', 'zh-CN', 'zh-Hans', '', 'e')), fc.constant('en')),
        type: fc.constantFrom('text/html', 'html', 'a/b c', '/'),
        context: fc.constantFrom(['CN'], 'CN', []),
        fwqs: fc.constantFrom(true, 'true'),
        rel: fc.constant('next'),
      },
      { requiredKeys: [] },
    ),
    fc.constant(null),
  );
  const context = fc
    .tuple(
      fc.record({ anchor: fc.oneof(address, fc.integer()), itemDescription: text }, { requiredKeys: [] }),
      fc.dictionary(relation, fc.oneof(fc.array(anyLink, { maxLength: 2 }), fc.constant('link')), { maxKeys: 2 }),
    )
    .map(([own, links]) => ({ ...links, ...own }));
  const anySet = fc.record(
    { linkset: fc.oneof(fc.array(context, { maxLength: 2 }), fc.constant({})) },
    { requiredKeys: [] },
  );

  test('is judged here as the published schemas judge', () => {
    fc.assert(
      fc.property(anySet, (value) => {
        expect(gs1LinksetSchema.safeParse(value).success).toBe(gs1(value));
        expect(linksetSchema.safeParse(value).success).toBe(basic(value));
      }),
      { numRuns: 2_000 },
    );
  });
});
