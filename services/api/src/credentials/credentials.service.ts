import { Injectable } from '@nestjs/common';
import {
  type CredentialOptions,
  type CredentialReport,
  type JsonObject,
  type PresentationReport,
  verifyCredential,
  verifyPresentation,
} from '@fieldseal/provenance';
import { DidsService } from '../dids/dids.service.ts';
import { StatusListsService } from '../status-lists/status-lists.service.ts';
import type { CredentialToVerify, PresentationToVerify } from './credentials.schemas.ts';
import { didsNamedBy, listsNamedBy } from './named-things.ts';

/**
 * Verifies documents of anybody for anybody. Nothing is fetched: contexts are local, keys are `did:key` or of our own
 * organisations, and status lists are ours or come with the request.
 */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly dids: DidsService,
    private readonly lists: StatusListsService,
  ) {}

  async verify({ verifiableCredential, options }: CredentialToVerify): Promise<CredentialReport> {
    return verifyCredential(verifiableCredential, await this.atHand(verifiableCredential, options));
  }

  async verifyPresentation({ verifiablePresentation, options }: PresentationToVerify): Promise<PresentationReport> {
    const { challenge, domain } = options;
    const atHand = await this.atHand(verifiablePresentation, options);
    return verifyPresentation(verifiablePresentation, { challenge, domain }, atHand);
  }

  private async atHand(
    document: JsonObject,
    { checkStatus, statusLists }: CredentialToVerify['options'],
  ): Promise<CredentialOptions> {
    const documents = new Map<string, unknown>();
    for (const did of didsNamedBy(document)) documents.set(did, await this.dids.resolve(did));
    const now = new Date();
    const resolve = (did: string) => documents.get(did);
    if (!checkStatus) return { now, resolve };
    const ours = await this.lists.at(listsNamedBy(document));
    return { now, resolve, statusLists: [...ours, ...statusLists] };
  }
}
