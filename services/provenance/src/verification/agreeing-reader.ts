import { bytesToHex } from '../bytes.ts';
import { ChainsDisagree } from './chain-reader.ts';
import type { ChainReader, SealedRoot } from './chain-reader.ts';

type Readers = readonly [ChainReader, ...ChainReader[]];

/**
 * One reader over several endpoints, which must all give the same answer: no single one can lie unnoticed. An endpoint
 * that is behind the others disagrees too. Every question waits for all of them, and fails when one does.
 */
export function agreeingReader(readers: Readers): ChainReader {
  return {
    chainId: () => ask(readers, 'the chain id', (reader) => reader.chainId(), String),
    sealedRoot: (size) => ask(readers, `the seal of ${String(size)}`, (reader) => reader.sealedRoot(size), writtenRoot),
    accreditationHistory: (key, stage) =>
      ask(
        readers,
        `the accreditation of ${bytesToHex(key)} for stage ${String(stage)}`,
        (reader) => reader.accreditationHistory(key, stage),
        JSON.stringify,
      ),
  };
}

async function ask<Answer>(
  [first, ...others]: Readers,
  about: string,
  question: (reader: ChainReader) => Promise<Answer>,
  written: (answer: Answer) => string,
): Promise<Answer> {
  const [answer, ...more] = await Promise.all([question(first), ...others.map(question)]);
  const expected = written(answer);
  if (more.every((other) => written(other) === expected)) return answer;
  const said = [answer, ...more].map(written).join(' | ');
  throw new ChainsDisagree(`the endpoints disagree about ${about}: ${said}`);
}

function writtenRoot(sealed: SealedRoot | undefined): string {
  return sealed === undefined ? 'none' : `${bytesToHex(sealed.root)} at ${String(sealed.sealedAt)}`;
}
