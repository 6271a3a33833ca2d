import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  type DigitalLinkOptions,
  IdentifierError,
  readDigitalLinkUri,
  readElementString,
  writeDigitalLinkUri,
  writeElementString,
} from '../../src/index.ts';
import { describeSuite, readJson } from '../support/shared.ts';

const encoderOptions = z.object({
  PermitZeroSuppressedGTINinDLuris: z.string().optional(),
  PermitUnknownAIs: z.string().optional(),
  ValidationEnabled: z.string().optional(),
});

const parseCases = z.object({
  cases: z.array(
    z.object({ valid: z.boolean(), uri: z.string(), expectedAiData: z.string().nullable(), encoderOptions }),
  ),
});

const generateCases = z.object({
  cases: z.array(
    z.object({
      valid: z.boolean(),
      stem: z.string().nullable(),
      aiData: z.string(),
      expectedUri: z.string().nullable(),
      encoderOptions,
    }),
  ),
});

/**
 * The one case the transcription got wrong: in its source it stands before the parser is told to accept convenience
 * alphas, and those behind it stand after. That switch is no encoder option, so the vectors do not carry it.
 */
const BEFORE_CONVENIENCE_ALPHAS = 'https://a/gtin/12312312312333';

function optionsOf(given: z.infer<typeof encoderOptions>): DigitalLinkOptions {
  return {
    permitZeroSuppressedGtin: given.PermitZeroSuppressedGTINinDLuris === 'true',
    permitUnknownAis: given.PermitUnknownAIs === 'true',
    permitUnknownAttributes: given.ValidationEnabled === 'gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR, false',
  };
}

describeSuite('digital-link', () => {
  describe('parse', () => {
    test.each(parseCases.parse(readJson('digital-link', 'parse.json')).cases)(
      '$uri $encoderOptions',
      ({ valid, uri, expectedAiData, encoderOptions: given }) => {
        const options = {
          ...optionsOf(given),
          permitConvenienceAlphas: valid || uri !== BEFORE_CONVENIENCE_ALPHAS,
        };
        const read = () => {
          const { path, attributes } = readDigitalLinkUri(uri, options);
          return writeElementString([...path, ...attributes], '^', options);
        };
        if (valid) expect(read()).toBe(expectedAiData);
        else expect(read).toThrow(IdentifierError);
      },
    );
  });

  describe('generate', () => {
    test.each(generateCases.parse(readJson('digital-link', 'generate.json')).cases)(
      '$aiData $encoderOptions',
      ({ valid, stem, aiData, expectedUri, encoderOptions: given }) => {
        const options = optionsOf(given);
        const write = () => writeDigitalLinkUri(readElementString(aiData, options), stem ?? undefined, options);
        if (valid) expect(write()).toBe(expectedUri);
        else expect(write).toThrow(IdentifierError);
      },
    );
  });
});
