import type { Signer } from '@fieldseal/provenance';
import type { DeviceKey } from './key.ts';

/** Signs with the phone's own key (WebCrypto, Ed25519 as in RFC 8032). */
export function deviceSigner({ did, publicKey, privateKey }: DeviceKey): Signer {
  return {
    did,
    publicKey,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, new Uint8Array(bytes))),
  };
}
