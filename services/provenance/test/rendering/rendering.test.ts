import { describe, expect, test } from '@jest/globals';
import type { Certificate } from '../../src/index.ts';
import { renderCertificate } from '../../src/rendering/index.ts';
import { playSeason } from '../support/season.ts';
import { allOf, promise, sheetOf, told } from './support.ts';

const { certificates } = await playSeason();
const all: readonly Certificate[] = [...certificates, promise()];
const named = all.map((certificate) => [certificate.type[1], certificate] as const);
const of = (type: Certificate['type'][1]): Certificate => {
  const found = all.find((certificate) => certificate.type[1] === type);
  if (found === undefined) throw new Error(`the season has no ${type}`);
  return found;
};

/** Every text and number below a value. */
function leaves(value: unknown): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

describe.each(named)('%s', (type, certificate) => {
  test.each(['zh', 'en'] as const)('tells every name, code and digest of its subject in %s', (language) => {
    const words = allOf(renderCertificate(sheetOf(certificate), language));
    const texts = leaves(certificate.credentialSubject).filter((leaf): leaf is string => typeof leaf === 'string');
    const said = texts.filter((text) => !/^\d{4}-\d\d-\d\dT|^[A-Z]{3}$|^[a-z-]+$/.test(text));
    expect(said.length).toBeGreaterThan(0);
    for (const text of said) expect(words).toContain(text.replace(/^https?:\/\/[^/]+/, ''));
  });

  test('speaks one language, and leaves no blank unfilled', () => {
    const { proven, opening, standing, form, parts } = renderCertificate(sheetOf(certificate), 'en');
    const fixed = [proven, opening, standing.text, form?.keep ?? '', ...parts.map(({ title }) => title)].join();
    expect(fixed).not.toMatch(/\p{Script=Han}/u);
    for (const language of ['zh', 'en'] as const)
      expect(allOf(renderCertificate(sheetOf(certificate), language))).not.toMatch(/[{}]|undefined|NaN/);
  });

  test('is titled in both languages', () => {
    const [zh, en] = (['zh', 'en'] as const).map((language) => renderCertificate(sheetOf(certificate), language));
    expect([zh?.title, zh?.otherTitle]).toEqual([en?.otherTitle, en?.title]);
    expect(zh?.type).toBe(type);
  });
});

describe('facts', () => {
  const factsOf = (type: Certificate['type'][1], language: 'zh' | 'en') =>
    renderCertificate(sheetOf(of(type)), language).facts.map(told);

  test('name days in the calendars of the reader', () => {
    const [certificate] = certificates;
    if (certificate === undefined) throw new Error('the season has no certificate');
    const issuedOn = (language: 'zh' | 'en') => renderCertificate(sheetOf(certificate), language).head.at(-1)?.value;
    expect(issuedOn('zh')).toBe('2026年4月3日（农历丙午年二月十六）');
    expect(issuedOn('en')).toBe('3 April 2026');
  });

  test.each([
    ['2026-02-17T04:00:00Z', '丙午年正月初一'],
    ['2026-02-26T04:00:00Z', '丙午年正月初十'],
    ['2026-03-08T04:00:00Z', '丙午年正月二十'],
    ['2026-03-09T04:00:00Z', '丙午年正月廿一'],
    ['2026-03-18T04:00:00Z', '丙午年正月三十'],
    ['2025-07-25T04:00:00Z', '乙巳年闰六月初一'],
  ])('%s is the day %s of the farmers’ calendar', (time, day) => {
    const certificate: Certificate = { ...of('BirthCertificate'), validFrom: time };
    expect(renderCertificate(sheetOf(certificate), 'zh').head.at(-1)?.value).toContain(day);
  });

  test('give units, spans and inputs in words', () => {
    const zh = factsOf('BirthCertificate', 'zh');
    expect(zh).toContain('数量 | 120 公斤');
    expect(zh).toContain('采摘时间 | 2026年4月1日 – 2026年4月2日');
    expect(zh).toContain('投入品 | 菜籽饼肥（肥料），40 公斤，2026年1月10日 使用');
    const en = factsOf('ResidenceCertificate', 'en');
    expect(en).toContain('Temperature | 21 to 26 °C, mean 23.5 °C');
    expect(en).toContain('Valid until | 1 May 2027');
  });

  test('print the clock of the place whatever the device says', () => {
    const [line] = renderCertificate(
      sheetOf(of('BirthCertificate'), {
        events: [{ hash: 'ni:///x', type: 'ObjectEvent', time: '2026-04-01T20:30:00Z', address: 'https://x.example' }],
      }),
      'zh',
    ).parts.flatMap(({ lines }) => lines.filter(({ href }) => href === 'https://x.example'));
    expect(line?.value).toBe('2026年4月2日 04:30（北京时间）');
  });

  test('of a batch name its first pieces and count the others', () => {
    const certificate = of('IdentityCertificate');
    const { credentialSubject: subject } = certificate;
    if (!('pieces' in subject)) throw new Error('an identity has pieces');
    const [piece] = subject.pieces;
    if (piece === undefined) throw new Error('an identity has a piece');
    const pieces = Array.from({ length: 1_000 }, (_, number) => ({ ...piece, id: `https://x.example/01/${number}` }));
    const batch = { ...certificate, credentialSubject: { ...subject, pieces } } as Certificate;
    const lines = renderCertificate(sheetOf(batch), 'en').facts.map(told);
    expect(lines).toContain('Pieces | 1,000 | 988 more, see the evidence bundle');
    expect(lines.length).toBeLessThan(40);
  });
});

describe('standing', () => {
  const by = { zh: '勐海仓储协会', en: 'Menghai Storage' };
  const withdrawn = { since: '2026-07-01T00:00:00Z', reason: '复检', by };

  test.each([
    ['valid', 'good', 'Valid until 1 May 2027'],
    ['expired', 'held', 'No longer valid'],
    ['suspended', 'held', 'Suspended'],
    ['revoked', 'bad', 'Revoked'],
  ] as const)('%s', (state, tone, text) => {
    const sheet = sheetOf(of('ResidenceCertificate'), { standing: { state, ...(state === 'valid' ? {} : withdrawn) } });
    const { standing } = renderCertificate(sheet, 'en');
    expect([standing.tone, standing.text]).toEqual([tone, text]);
    expect(standing.details).toEqual(
      state === 'valid' ? [] : ['since 1 July 2026', 'by Menghai Storage', 'Reason: 复检'],
    );
  });
});

describe('surroundings', () => {
  test('a record that was declared wrong says so', () => {
    const event = { hash: 'ni:///x', type: 'ObjectEvent', step: 'storing', address: 'https://x.example' };
    const sheet = sheetOf(of('ResidenceCertificate'), {
      events: [{ ...event, declaredWrongAt: '2026-07-02T00:00:00Z' }],
    });
    expect(allOf(renderCertificate(sheet, 'zh'))).toContain('入库 | 2026年7月2日 被声明有误 | ni:///x');
  });

  test('a key that nobody knows is not given a name', () => {
    const sheet = sheetOf(of('IdentityCertificate'), { signers: [{ did: 'did:key:z6MkX', role: 'countersigner' }] });
    const words = allOf(renderCertificate(sheet, 'en'));
    expect(words).toContain('A key that is not registered here');
    expect(words).toContain('Issued by | 勐海茶厂');
  });

  test('a step named like something every object has is shown as it is', () => {
    const event = { hash: 'ni:///x', type: 'ObjectEvent', step: 'constructor', address: 'https://x.example' };
    const sheet = sheetOf(of('BirthCertificate'), { events: [event] });
    expect(allOf(renderCertificate(sheet, 'zh'))).toContain('constructor | 物品记录');
  });

  test('what is not sealed yet says so', () => {
    expect(allOf(renderCertificate(sheetOf(of('BirthCertificate')), 'en'))).toContain(
      'being written to the public ledger',
    );
  });
});
