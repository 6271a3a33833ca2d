import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { didKey, type Signer } from '@fieldseal/provenance';

/** PKCS#8 prefix of an Ed25519 private key (RFC 8410 section 7): the 32-byte seed follows. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** A new Ed25519 key: 32-byte seed and 32-byte public key. */
export function generateIssuerKey(): { seed: Buffer; publicKey: Buffer } {
  const pair = generateKeyPairSync('ed25519');
  return {
    seed: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_PREFIX.length),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  };
}

/** Signs with an Ed25519 seed (RFC 8032), many signatures at a time on as many processors as Node's pool has threads. */
export function issuerSigner(seed: Uint8Array, publicKey: Uint8Array): Signer {
  const key = privateKey(seed);
  return { did: didKey(publicKey), publicKey, sign: (bytes) => signature(bytes, key) };
}

function signature(bytes: Uint8Array, key: KeyObject): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign(null, bytes, key, (error, signed) => {
      if (error === null) resolve(signed);
      else reject(error);
    });
  });
}
