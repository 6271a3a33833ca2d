import { Injectable } from '@nestjs/common';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CertificateKind } from '../certificates/certificates.schemas.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { FingerprintsService } from '../fingerprints/fingerprints.service.ts';
import type { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { FileStore } from '../photos/file-store.ts';
import { PhotosService } from '../photos/photos.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Pressing } from '../pressings/pressing.entity.ts';
import { ProductsService, productView } from '../products/products.service.ts';
import { ReviewsService } from '../reviews/reviews.service.ts';
import { SalesService } from '../sales/sales.service.ts';
import { SealerService } from '../seals/sealer.service.ts';
import type { PassportView } from './passport.schemas.ts';

/** Kinds of certificates in the order of life. */
const LIFE = CertificateKind.options;

@Injectable()
export class PassportService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly items: ItemsService,
    private readonly products: ProductsService,
    private readonly certificates: CertificatesService,
    private readonly fingerprints: FingerprintsService,
    private readonly sales: SalesService,
    private readonly reviews: ReviewsService,
    private readonly sealer: SealerService,
    private readonly photos: PhotosService,
    private readonly files: FileStore,
  ) {}

  async view(key: ItemKey): Promise<PassportView> {
    const item = await this.items.get(key);
    const pressing = await this.unit.repository(Pressing).findOneByOrFail({ id: item.pressingId });
    const subjects = [item.digitalLink, ...pressing.inputs.map(({ lot }) => lot)];
    const stored = await this.unit
      .repository(StoredCertificate)
      .createQueryBuilder('c')
      .where('c.subject = ANY(:subjects)', { subjects })
      // What was revoked and issued anew is history.
      .andWhere(
        `(c.status <> 'revoked' OR NOT EXISTS (
           SELECT FROM certificate n WHERE n.subject = c.subject AND n.stage = c.stage AND n.created_at > c.created_at))`,
      )
      .getMany();
    const certificates = await this.certificates.views(stored);
    const head = await this.sealer.latest();
    const fingerprint = await this.fingerprints.find(key);
    const photo = fingerprint === null ? null : await this.photos.get(fingerprint.photoHash);
    return {
      ...key,
      digitalLink: item.digitalLink,
      product: productView(await this.products.get(key.gtin, 'cake')).name,
      photo: photo !== null,
      rendered: photo?.rendered ?? false,
      sealed: head === undefined ? null : { treeSize: head.treeSize, sealedAt: head.sealedAt.toISOString() },
      sold: (await this.sales.find(key)) !== null,
      certificates: certificates
        .sort((a, b) => LIFE.indexOf(a.stage) - LIFE.indexOf(b.stage))
        .map(({ id, stage, status, issuer, issuedAt }) => ({ id, stage, status, issuer, issuedAt })),
      reviews: await this.reviews.of(key),
    };
  }

  /** The enrolled photograph as a small WebP picture. */
  async picture(key: ItemKey): Promise<Buffer> {
    const { pictureHash } = await this.fingerprints.get(key);
    return this.files.get(pictureHash);
  }
}
