import { bytesToHex } from '../bytes.ts';
import type { Bundle } from '../bundle/schema.ts';
import { publicKeyOfDid } from '../credentials/did-key.ts';
import { STAGES } from '../credentials/stages.ts';
import type { Stage } from '../credentials/stages.ts';
import type { ChainReader } from './chain-reader.ts';

/**
 * The same chain, of which everything was asked at once that a bundle will need to know: the answers come while its
 * signatures are read, and are judged in their turn. Each question is asked once.
 */
export function askedAhead(chain: ChainReader, { head, certificates }: Bundle): ChainReader {
  const chainId = ahead(() => chain.chainId());
  const sealedRoot = once(
    (size: number) => ahead(() => chain.sealedRoot(size)),
    (size) => String(size),
  );
  const accreditationHistory = once(
    (key: Uint8Array, stage: Stage) => ahead(() => chain.accreditationHistory(key, stage)),
    (key, stage) => `${bytesToHex(key)} ${String(stage)}`,
  );
  void sealedRoot(head.treeSize);
  for (const { document, firstSeal } of certificates) {
    if (firstSeal) void sealedRoot(firstSeal.treeSize);
    const key = publicKeyOfDid(document.issuer.id);
    if (key) void accreditationHistory(key, STAGES[document.type[1]]);
  }
  return { chainId: () => chainId, sealedRoot, accreditationHistory };
}

/** Asks at once; an answer that is never used may fail. */
function ahead<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  const answer = (async () => await question())();
  answer.catch(() => undefined);
  return answer;
}

function once<Subject extends unknown[], Answer>(
  askAbout: (...subject: Subject) => Answer,
  nameOf: (...subject: Subject) => string,
): (...subject: Subject) => Answer {
  const answers = new Map<string, Answer>();
  return (...subject) => {
    const name = nameOf(...subject);
    const answer = answers.get(name) ?? askAbout(...subject);
    answers.set(name, answer);
    return answer;
  };
}
