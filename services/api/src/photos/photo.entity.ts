import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A photograph; its bytes lie in the file store under its hash. */
@Entity('photo')
export class Photo {
  /** SHA-256 of the bytes, hexadecimal. */
  @PrimaryColumn('text') hash: string;
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('integer') width: number;
  @Column('integer') height: number;
  @Column('integer') bytes: number;
  /** Drawn by the sample renderer: must be labelled so wherever it is shown. */
  @Column('boolean') rendered: boolean;
}
