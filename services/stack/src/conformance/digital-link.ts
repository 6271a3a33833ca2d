import { join } from 'node:path';
import {
  type DigitalLinkOptions,
  IdentifierError,
  readDigitalLinkUri,
  readElementString,
  writeDigitalLinkUri,
  writeElementString,
} from '@fieldseal/provenance';
import { z } from 'zod';
import { type Case, casesIn, difference, mustBeAccepted, mustBeRefused, type Suite, type Verdict } from './case.ts';
import { filesUnder, readJson, stem } from './folder.ts';

/** The unit tests of the GS1 Barcode Syntax Engine as data: URIs to element strings, and element strings to URIs. */
export const digitalLink: Suite = { name: 'digital-link', cases };

const EncoderOptions = z.record(z.string(), z.string());
const ParseCase = z.object({
  valid: z.boolean(),
  uri: z.string(),
  expectedAiData: z.string().nullable(),
  encoderOptions: EncoderOptions,
});
const GenerateCase = z.object({
  valid: z.boolean(),
  stem: z.string().nullable(),
  aiData: z.string(),
  expectedUri: z.string().nullable(),
  encoderOptions: EncoderOptions,
});
const Vectors = z.object({ cases: z.array(z.union([ParseCase, GenerateCase])) });

function cases(folder: string): Case[] {
  return filesUnder(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => casesIn(file, () => casesOf(file, readJson(join(folder, file)))));
}

function casesOf(file: string, vectors: unknown): Case[] {
  return Vectors.parse(vectors).cases.map((vector, index) => {
    const name = `${stem(file)} ${String(index + 1)}`;
    return 'uri' in vector ? parseCase(name, vector) : generateCase(name, vector);
  });
}

function optionsOf(given: z.infer<typeof EncoderOptions>): DigitalLinkOptions {
  return {
    permitZeroSuppressedGtin: given.PermitZeroSuppressedGTINinDLuris === 'true',
    permitUnknownAis: given.PermitUnknownAIs === 'true',
    permitUnknownAttributes: given.ValidationEnabled === 'gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR, false',
  };
}

/** The source's switch for convenience alphas is no encoder option, so vectors do not carry it; most stand behind it. */
function parseCase(name: string, { valid, uri, expectedAiData, encoderOptions }: z.infer<typeof ParseCase>): Case {
  const read = (permitConvenienceAlphas: boolean) => () => {
    const options = { ...optionsOf(encoderOptions), permitConvenienceAlphas };
    const { path, attributes } = readDigitalLinkUri(uri, options);
    return writeElementString([...path, ...attributes], '^', options);
  };
  return {
    name: `${name} ${uri}`,
    judge: () => verdict(valid, expectedAiData, read(true)),
    contradiction: {
      fault: 'convenience-alphas-not-recorded',
      holds: () => !valid && typeof verdict(false, null, read(false)) === 'object',
    },
  };
}

function generateCase(
  name: string,
  { valid, stem, aiData, expectedUri, encoderOptions }: z.infer<typeof GenerateCase>,
): Case {
  const options = optionsOf(encoderOptions);
  const write = () => writeDigitalLinkUri(readElementString(aiData, options), stem ?? undefined, options);
  return { name: `${name} ${aiData}`, judge: () => verdict(valid, expectedUri, write) };
}

function verdict(valid: boolean, expected: string | null, make: () => string): Verdict {
  try {
    const made = make();
    return valid ? difference('result', expected ?? '', made) : `accepted as ${made}, and must be refused`;
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error;
    return valid ? mustBeAccepted(error.message) : mustBeRefused(error.message);
  }
}
