import { createHash } from 'node:crypto';

const DOMAIN = 'fieldseal/vision/commitment/1';
const SALT_BYTES = 32;

/** The enrolment fields a commitment is made to. */
export interface CommittedFields {
  template: Uint8Array;
  templateVersion: string;
  /** Hex SHA-256 of the ONNX graph. */
  modelHash: string;
}

function lengthPrefixed(bytes: Uint8Array): Uint8Array[] {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.byteLength);
  return [length, bytes];
}

/**
 * Hiding commitment to an enrolment for the identity certificate: lower-case hex SHA-256 over domain tag, template
 * version, model hash, salt and template, each preceded by its length as a big-endian u32.
 * @throws RangeError unless the salt has 32 bytes and the model hash 64 hex digits
 */
export function commitment(fields: CommittedFields, salt: Uint8Array): string {
  if (salt.byteLength !== SALT_BYTES) {
    throw new RangeError(`salt has ${String(salt.byteLength)} bytes, expected ${String(SALT_BYTES)}`);
  }
  if (!/^[0-9a-f]{64}$/.test(fields.modelHash)) throw new RangeError('modelHash must be 64 lower-case hex digits');
  const text = new TextEncoder();
  const parts = [
    text.encode(DOMAIN),
    text.encode(fields.templateVersion),
    Buffer.from(fields.modelHash, 'hex'),
    salt,
    fields.template,
  ];
  const hash = createHash('sha256');
  for (const part of parts.flatMap(lengthPrefixed)) hash.update(part);
  return hash.digest('hex');
}
