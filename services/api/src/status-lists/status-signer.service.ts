import { Inject, Injectable } from '@nestjs/common';
import { digest, signDocument, type SignedStatusList, statusListCredential } from '@fieldseal/provenance';
import { CONFIG, type Config } from '../config.ts';
import { Keyring } from '../organisations/keyring.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import type { StatusList } from './status-list.entity.ts';
import type { StatusRegister } from './status-register.entity.ts';

/** For how long a copy may be kept: so long a withdrawal may go unnoticed by whoever asks again and again. */
export const TTL_MS = 5 * 60_000;
/** A list is current for a day; it is renewed at half of that, so an outage of some hours leaves no list out of date. */
const VALID_MS = 24 * 3_600_000;

type Unsigned = Pick<StatusList, 'id' | 'purpose' | 'bits'>;
type Signed = Pick<StatusList, 'document' | 'digest' | 'renewAt'>;

/** Makes the signed credential of a list as it stands. */
@Injectable()
export class StatusSigner {
  constructor(
    private readonly keyring: Keyring,
    private readonly organisations: OrganisationsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Where a list is served: `statusListCredential` of the entries that point to it. */
  address(id: string): string {
    return `${this.config.publicUrl}/status/${id}`;
  }

  /** @param before the list that this one replaces: of two lists the later `validFrom` counts, so it must be later */
  async sign(
    { organisationId, issuer }: Pick<StatusRegister, 'organisationId' | 'issuer'>,
    { id, purpose, bits }: Unsigned,
    before?: SignedStatusList,
  ): Promise<Signed> {
    const now = new Date();
    const earliest = before === undefined ? 0 : Date.parse(before.validFrom) + 1;
    const validFrom = new Date(Math.max(now.getTime(), earliest));
    const list = statusListCredential({
      address: before?.id ?? this.address(id),
      issuer,
      purpose,
      list: bits,
      validFrom,
      validUntil: new Date(validFrom.getTime() + VALID_MS),
      ttlMilliseconds: TTL_MS,
    });
    const signer = await this.keyring.signerOf(await this.organisations.get(organisationId), issuer);
    const document = await signDocument(list, signer, now);
    return {
      document,
      digest: Buffer.from(digest(document)),
      renewAt: new Date(validFrom.getTime() + VALID_MS / 2),
    };
  }
}
