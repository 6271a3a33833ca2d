import { describe, expect, test } from '@jest/globals';
import { renderCertificate } from '../../src/rendering/index.ts';
import { promise, type Promised, sheetOf, told } from './support.ts';

const formOf = (change: Partial<Promised> = {}, language: 'zh' | 'en' = 'zh') => {
  const { form } = renderCertificate(sheetOf(promise(change)), language);
  if (form === undefined) throw new Error('a promise of conformity has a form');
  return form;
};

describe('承诺达标合格证', () => {
  test('has the fields of the printed form in its order', () => {
    expect(formOf().lines.map(({ label }) => label)).toEqual([
      '产品名称',
      '数量（重量）',
      '产地',
      '承诺主体',
      '联系方式',
      '开具日期',
      '生产批次',
    ]);
  });

  test('ticks every promise, and of the bases those that it rests on', () => {
    const { promises, basis } = formOf({ basis: ['quality-control', 'self-test'] });
    expect(promises.map(({ isTicked }) => isTicked)).toEqual([true, true, true]);
    expect(basis).toEqual([
      { text: '委托检测', isTicked: false },
      { text: '自行检测', isTicked: true },
      { text: '质量安全控制', isTicked: true },
    ]);
  });

  test('is to be kept for six months at least, also from a month that is longer', () => {
    expect(formOf({}, 'en').keep).toBe('To be kept for at least six months, until 3 March 2027.');
  });

  test('names test reports and the lots that were mixed', () => {
    const { lines } = formOf({
      reports: [{ name: '农残快检', digest: 'a'.repeat(64) }],
      blendedFrom: [
        { id: 'https://id.example/01/06901234000016/10/A', quantity: { value: 70, unit: 'KGM' } },
        { id: 'https://id.example/01/06901234000016/10/B', quantity: { value: 50, unit: 'KGM' } },
      ],
    });
    const words = lines.map(told);
    expect(words).toContain('混装前的批次 | 70 公斤 | /01/06901234000016/10/A');
    expect(words).toContain(' | 50 公斤 | /01/06901234000016/10/B');
    expect(words).toContain(`检测报告 | 农残快检 | 摘要 ${'a'.repeat(64)}`);
  });
});
