import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { didKey, type Signer } from '@fieldseal/provenance';
import { hexlify, Wallet } from 'ethers';
import { Secrets } from '../platform/secrets.ts';
import { generateIssuerKey, issuerSigner } from './issuer-key.ts';
import type { Organisation } from './organisation.entity.ts';

/** The keys of organisations: made here, kept encrypted in the database, never handed out. */
@Injectable()
export class Keyring {
  constructor(private readonly secrets: Secrets) {}

  /** New keys for an organisation that is being created. */
  create(): Pick<Organisation, 'id' | 'did' | 'issuerKey' | 'issuerSecret' | 'account' | 'accountSecret'> {
    const id = randomUUID();
    const issuer = generateIssuerKey();
    const wallet = Wallet.createRandom();
    return {
      id,
      did: didKey(issuer.publicKey),
      issuerKey: issuer.publicKey,
      issuerSecret: this.secrets.encrypt(issuer.seed, `issuer ${id}`),
      account: wallet.address,
      accountSecret: this.secrets.encrypt(Buffer.from(wallet.privateKey.slice(2), 'hex'), `account ${id}`),
    };
  }

  /** Signs events and certificates for the organisation. */
  signer(organisation: Organisation): Signer {
    const seed = this.secrets.decrypt(organisation.issuerSecret, `issuer ${organisation.id}`);
    return issuerSigner(seed, organisation.issuerKey);
  }

  /** Signs transactions and typed data for the organisation's account. */
  wallet(organisation: Organisation): Wallet {
    return new Wallet(hexlify(this.secrets.decrypt(organisation.accountSecret, `account ${organisation.id}`)));
  }
}
