import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Polygon } from './plots.schemas.ts';

/** A field of a farm with its boundary. */
@Entity('plot')
export class Plot {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') name: string;
  @Column('text') crop: string;
  @Column('text') cultivar: string;
  /** GeoJSON polygon, WGS 84 longitude and latitude. */
  @Column('jsonb') polygon: Polygon;
  @Column('double precision', { name: 'area_square_metres' }) areaSquareMetres: number;
  /** SHA-256 of the canonical polygon, hexadecimal: what certificates and cover name the plot by. */
  @Column('text', { name: 'geometry_hash' }) geometryHash: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
