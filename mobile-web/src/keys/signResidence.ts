import { checkResidence, type RecordedResidence } from './checkResidence.ts';
import { signWaiting } from './signing.ts';

/** Signs the residence certificates of a case, if they say what the keeper said. */
export function signResidence(owner: string, signing: string, recorded: RecordedResidence): Promise<void> {
  return signWaiting(owner, signing, (documents) => checkResidence(documents, recorded));
}
