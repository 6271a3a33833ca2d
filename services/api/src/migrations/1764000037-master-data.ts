import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Elements of vocabularies with their attributes and children, as the headers of captured documents give them. */
export class MasterData1764000037000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE master_data (
        organisation_id uuid NOT NULL REFERENCES organisation,
        element text NOT NULL,
        vocabulary text NOT NULL,
        attributes jsonb NOT NULL,
        children text[] NOT NULL,
        PRIMARY KEY (organisation_id, element, vocabulary)
      );
      CREATE INDEX master_data_element ON master_data (element);
      CREATE INDEX master_data_attributes ON master_data USING gin (attributes);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE master_data');
  }
}
