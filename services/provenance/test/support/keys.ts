import { localSigner, sha256 } from '../../src/index.ts';
import type { Signer } from '../../src/index.ts';

/** A key that is the same in every run. */
function signerOf(name: string): Signer {
  return localSigner(sha256(new TextEncoder().encode(`test key of ${name}`)));
}

export const farm = signerOf('farm');
export const factory = signerOf('factory');
export const appraiser = signerOf('appraiser');
export const warehouse = signerOf('warehouse association');
export const assessor = signerOf('assessor');
export const stranger = signerOf('stranger');
