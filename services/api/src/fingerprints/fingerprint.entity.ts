import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The enrolled surface of a piece. Template and salt are encrypted: a public template would let somebody draw a match. */
@Entity('fingerprint')
export class Fingerprint {
  @PrimaryColumn('text') gtin: string;
  @PrimaryColumn('text') serial: string;
  @Column('bytea') template: Buffer;
  /** 32 random bytes that hide the template behind the public commitment. */
  @Column('bytea') salt: Buffer;
  @Column('text', { name: 'template_version' }) templateVersion: string;
  /** SHA-256 of the ONNX graph, hexadecimal. */
  @Column('text', { name: 'model_hash' }) modelHash: string;
  @Column('text') commitment: string;
  @Column('text', { name: 'photo_hash' }) photoHash: string;
  /** SHA-256 of the small public picture in the file store, hexadecimal. */
  @Column('text', { name: 'picture_hash' }) pictureHash: string;
  @CreateDateColumn({ name: 'enrolled_at', type: 'timestamptz' }) enrolledAt: Date;
}
