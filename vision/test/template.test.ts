import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { close, commitment, enrol, ModelMismatch, TemplateInvalid, verify, type Enrolment } from '../src/index.ts';
import { checkModel } from '../src/phase/session.ts';
import { seeded } from '../src/random.ts';
import { readTemplate, writeTemplate } from '../src/template.ts';
import { cakePhoto } from './photos.ts';

let photo: Uint8Array;
let enrolment: Enrolment;

beforeAll(async () => {
  photo = await cakePhoto(5, 0);
  enrolment = await enrol([photo]);
});

afterAll(close);

describe('template', () => {
  test('is the same for the same photo and at most 48 kB', async () => {
    expect(Buffer.compare((await enrol([photo])).template, enrolment.template)).toBe(0);
    expect(enrolment.template.byteLength).toBeLessThanOrEqual(48_000);
  });

  test('is canonical: reading and writing gives the same bytes', () => {
    expect(Buffer.compare(writeTemplate(readTemplate(enrolment.template)), enrolment.template)).toBe(0);
  });

  test.each([0, 3, 37, 100, 20_000])('cut off after %i bytes is refused', async (length) => {
    const cut = enrolment.template.subarray(0, length);
    await expect(verify(cut, [photo])).rejects.toThrow(TemplateInvalid);
  });

  test('trailing bytes, another magic, another model, a wild position are refused', () => {
    const changed = (at: number, value: number): Uint8Array => {
      const copy = Uint8Array.from(enrolment.template);
      copy[at] = value;
      return copy;
    };
    expect(() => readTemplate(Uint8Array.from([...enrolment.template, 0]))).toThrow(/expected/);
    expect(() => readTemplate(changed(0, 0))).toThrow(/FSV1/);
    expect(() => readTemplate(changed(5, (enrolment.template[5] ?? 0) ^ 1))).toThrow(/another|enrol/);
    expect(() => readTemplate(changed(38 + 2 * 4608 + 4, 255))).toThrow(/out of range/);
  });

  test('random mutations are read or refused, never anything else', () => {
    const random = seeded(11);
    for (let round = 0; round < 200; round++) {
      const mutated = Uint8Array.from(enrolment.template);
      for (let k = 0; k < 4; k++) mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
      try {
        readTemplate(mutated);
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateInvalid);
      }
    }
  });
});

describe('commitment', () => {
  const salt = new Uint8Array(32).fill(7);

  test('is deterministic and depends on every field', () => {
    const base = commitment(enrolment, salt);
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(commitment({ ...enrolment }, Uint8Array.from(salt))).toBe(base);
    const others = [
      commitment(enrolment, new Uint8Array(32).fill(8)),
      commitment({ ...enrolment, templateVersion: 'other' }, salt),
      commitment({ ...enrolment, modelHash: '0'.repeat(64) }, salt),
      commitment({ ...enrolment, template: enrolment.template.subarray(1) }, salt),
    ];
    expect(new Set([base, ...others]).size).toBe(5);
  });

  test('has a fixed known answer', () => {
    const fields = { template: Uint8Array.of(1, 2, 3), templateVersion: 'v', modelHash: 'ab'.repeat(32) };
    expect(commitment(fields, salt)).toBe('ac7c62b55d398ae988af43f2cb4fb8cb2ab8c7122b44aae8d978ca7ae8d2a754');
  });

  test('refuses a short salt and a malformed model hash', () => {
    expect(() => commitment(enrolment, new Uint8Array(31))).toThrow(RangeError);
    expect(() => commitment({ ...enrolment, modelHash: 'xyz' }, salt)).toThrow(RangeError);
  });
});

describe('model', () => {
  test('the committed graph is accepted, any other byte is not', async () => {
    const model = await readFile(new URL('../model/log-gabor.onnx', import.meta.url));
    expect(checkModel(model)).toBe(model);
    const changed = Uint8Array.from(model);
    changed[1000] = (changed[1000] ?? 0) ^ 1;
    expect(() => checkModel(changed)).toThrow(ModelMismatch);
  });
});
