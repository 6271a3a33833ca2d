import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  hexToBytes,
  localSigner,
  parseVerifierKey,
  type Signer,
  verifierKey,
  type VerifierKey,
} from '@fieldseal/provenance';
import { CONFIG, type Config } from '../config.ts';
import { Secrets } from '../platform/secrets.ts';

const SEED_BYTES = 32;

/** Who the log is and what it signs its checkpoints with: a key of its own, outside the database. */
@Injectable()
export class LogKey {
  /** The log's address without the scheme (C2SP tlog-checkpoint, "Note text"); also the name of its key. */
  readonly origin: string;
  readonly signer: Signer;
  /** As auditors are configured with it. */
  readonly text: string;
  readonly verifier: VerifierKey;

  constructor(@Inject(CONFIG) { publicUrl }: Config, secrets: Secrets) {
    // A name of a key holds no plus.
    this.origin = `${publicUrl.replace(/^https?:\/\//, '')}/log`.replaceAll('+', '%2B');
    this.signer = localSigner(hexToBytes(secrets.file('log.key', () => randomBytes(SEED_BYTES).toString('hex'))));
    this.text = verifierKey(this.origin, this.signer.publicKey);
    const verifier = parseVerifierKey(this.text);
    if (verifier === undefined) throw new Error(`PUBLIC_URL ${publicUrl} cannot name the key of the seal log`);
    this.verifier = verifier;
  }
}
