import { checkHarvest, type RecordedHarvest } from './checkHarvest.ts';
import { signWaiting } from './signing.ts';

/** Signs the documents of a harvest that this phone recorded, if they say what it recorded. */
export function signHarvest(owner: string, signing: string, recorded: RecordedHarvest): Promise<void> {
  return signWaiting(owner, signing, (documents) => checkHarvest(documents, recorded));
}
