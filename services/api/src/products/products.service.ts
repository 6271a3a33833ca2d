import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Product } from './product.entity.ts';
import type { NewProduct, ProductStage, ProductView } from './products.schemas.ts';

export function productView(product: Product): ProductView {
  const { gtin, unit, stage } = product;
  return { gtin, name: { zh: product.nameZh, en: product.nameEn }, unit, stage };
}

@Injectable()
export class ProductsService {
  constructor(private readonly unit: UnitOfWork) {}

  async create(actor: Actor, input: NewProduct): Promise<Product> {
    const products = this.unit.repository(Product);
    if (await products.existsBy({ gtin: input.gtin }))
      throw new Problem('conflict', `GTIN ${input.gtin} is already registered.`);
    const { gtin, unit, stage, name } = input;
    return products.save({ gtin, organisationId: actor.organisationId, nameZh: name.zh, nameEn: name.en, unit, stage });
  }

  list(): Promise<Product[]> {
    return this.unit.repository(Product).find({ order: { gtin: 'ASC' }, take: 1000 });
  }

  /** @throws Problem not-found, or invalid-input when the product belongs to another stage */
  async get(gtin: string, stage: ProductStage): Promise<Product> {
    const product = found(await this.unit.repository(Product).findOneBy({ gtin }), `Product ${gtin}`);
    if (product.stage !== stage)
      throw new Problem('invalid-input', `Product ${gtin} is a ${product.stage}, not a ${stage}.`);
    return product;
  }
}
