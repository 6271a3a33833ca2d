import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProductStage, ProductUnit } from './products.schemas.ts';

/** A trade item: what a GTIN stands for. */
@Entity('product')
export class Product {
  /** GTIN-14. */
  @PrimaryColumn('text') gtin: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text') unit: ProductUnit;
  @Column('text') stage: ProductStage;
}
