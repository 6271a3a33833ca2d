import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { commitment, enrol, PhotoRefused, picture, verify } from '@fieldseal/vision';
import type { Actor } from '../access/actor.ts';
import type { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { FileStore } from '../photos/file-store.ts';
import { photoProblem, PhotosService } from '../photos/photos.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Fingerprint } from './fingerprint.entity.ts';
import type { CheckView } from './fingerprints.schemas.ts';

const SALT_BYTES = 32;
/** Small on purpose: enough to recognise a cake by eye, too little to enrol or to draw a match. */
const PICTURE_WIDTH = 640;

/** What a template is encrypted for. */
export const fingerprintPurpose = ({ gtin, serial }: ItemKey): string => `fingerprint ${gtin} ${serial}`;

/** What the salt of its commitment is encrypted for. */
export const saltPurpose = (key: ItemKey): string => `${fingerprintPurpose(key)} salt`;

@Injectable()
export class FingerprintsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly items: ItemsService,
    private readonly photos: PhotosService,
    private readonly files: FileStore,
    private readonly secrets: Secrets,
  ) {}

  /** Enrols the surface of a piece from one photograph; a piece is enrolled once. */
  async enrol(actor: Actor, key: ItemKey, photo: Buffer): Promise<Fingerprint> {
    await this.items.getMade(actor, key);
    const fingerprints = this.unit.repository(Fingerprint);
    if (await fingerprints.existsBy({ gtin: key.gtin, serial: key.serial }))
      throw new Problem('already-enrolled', 'The surface of this piece is enrolled already.');
    const enrolment = await enrol([photo]).catch((error: unknown) => {
      throw photoProblem(error);
    });
    const { hash } = await this.photos.store(photo);
    const pictureHash = await this.files.put(await picture(photo, PICTURE_WIDTH));
    const salt = randomBytes(SALT_BYTES);
    // An insert, not a save: of two enrolments at once the first one stands.
    await fingerprints.insert({
      ...key,
      template: this.secrets.encrypt(enrolment.template, fingerprintPurpose(key)),
      salt: this.secrets.encrypt(salt, saltPurpose(key)),
      templateVersion: enrolment.templateVersion,
      modelHash: enrolment.modelHash,
      commitment: commitment(enrolment, salt),
      photoHash: hash,
      pictureHash,
    });
    return this.get(key);
  }

  async get({ gtin, serial }: ItemKey): Promise<Fingerprint> {
    return found(
      await this.unit.repository(Fingerprint).findOneBy({ gtin, serial }),
      `The enrolled surface of ${gtin} / ${serial}`,
    );
  }

  find({ gtin, serial }: ItemKey): Promise<Fingerprint | null> {
    return this.unit.repository(Fingerprint).findOneBy({ gtin, serial });
  }

  /** Compares a photograph with the enrolled surface of the piece that the code names. The photograph is not kept. */
  async check(key: ItemKey, photo: Buffer): Promise<CheckView> {
    const fingerprint = await this.get(key);
    const template = this.secrets.decrypt(fingerprint.template, fingerprintPurpose(key));
    try {
      const { decision, score, threshold, falseMatchProbability, reason } = await verify(template, [photo]);
      return { decision, score, threshold, falseMatchProbability, reason };
    } catch (error) {
      if (!(error instanceof PhotoRefused)) throw error;
      const { reason, advice } = error;
      return { decision: 'take-another', score: 0, threshold: 1, falseMatchProbability: 1, reason, advice };
    }
  }
}
