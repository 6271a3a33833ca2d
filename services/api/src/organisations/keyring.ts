import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { didKey, type Signer } from '@fieldseal/provenance';
import { hexlify, Wallet } from 'ethers';
import { CONFIG, type Config } from '../config.ts';
import { found } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { Custody, HeldKey } from './custody.ts';
import { FormerKey } from './former-key.entity.ts';
import { HttpCustody } from './http-custody.ts';
import { LocalCustody } from './local-custody.ts';
import type { Organisation } from './organisation.entity.ts';

type IssuerKey = Pick<Organisation, 'did' | 'issuerKey' | 'issuerSecret' | 'issuerHandle' | 'issuerSince'>;
type Account = Pick<Organisation, 'account' | 'accountSecret'>;

/** What the account key of an organisation is encrypted for. */
export const accountPurpose = (organisationId: string): string => `account ${organisationId}`;

/**
 * The keys of organisations: never handed out. New issuer keys are made in the key service where one is configured;
 * keys made before stay where they are, and both kinds sign side by side.
 */
@Injectable()
export class Keyring {
  private readonly local: Custody;
  private readonly remote: Custody | undefined;

  constructor(
    private readonly secrets: Secrets,
    private readonly unit: UnitOfWork,
    @Inject(CONFIG) { keyService }: Config,
  ) {
    this.local = new LocalCustody(secrets);
    this.remote = keyService === undefined ? undefined : new HttpCustody(keyService);
  }

  /** New keys for an organisation that is being created. */
  async create(): Promise<Pick<Organisation, 'id'> & IssuerKey & Account> {
    const id = randomUUID();
    return { id, ...(await this.issuerKey(id)), ...this.account(id) };
  }

  /** A new issuer key. */
  async issuerKey(organisationId: string): Promise<IssuerKey> {
    const held = await (this.remote ?? this.local).create(organisationId);
    return { did: didKey(held.issuerKey), ...held, issuerSince: new Date() };
  }

  /** Signs events and certificates with the organisation's current key. */
  signer({ id, issuerKey, issuerSecret, issuerHandle }: Organisation): Signer {
    return this.signerOver(id, { issuerKey, issuerSecret, issuerHandle });
  }

  /** Signs with the key of the organisation that a document names, be it the current one or a former one. */
  async signerOf(organisation: Organisation, did: string): Promise<Signer> {
    if (organisation.did === did) return this.signer(organisation);
    const { id: organisationId } = organisation;
    const former = await this.unit.repository(FormerKey).findOneBy({ did, organisationId });
    return this.signerOver(organisationId, found(former, `Key ${did} of ${organisation.nameEn}`));
  }

  /** Signs transactions and typed data for the organisation's account. */
  wallet({ id, accountSecret }: Organisation): Wallet {
    return new Wallet(hexlify(this.secrets.decrypt(accountSecret, accountPurpose(id))));
  }

  private account(id: string): Account {
    const wallet = Wallet.createRandom();
    const key = Buffer.from(wallet.privateKey.slice(2), 'hex');
    return { account: wallet.address, accountSecret: this.secrets.encrypt(key, accountPurpose(id)) };
  }

  private signerOver(organisationId: string, key: HeldKey): Signer {
    if (key.issuerHandle === null) return this.local.signer(organisationId, key);
    if (this.remote === undefined)
      throw new Error('This issuer key lies in a key service: set SIGNER_URL and SIGNER_TOKEN_FILE.');
    return this.remote.signer(organisationId, key);
  }
}
