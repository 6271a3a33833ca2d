import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers kept for repeated requests may hold a secret, such as a sensor's password: they are kept encrypted. */
export class SealedAnswers1764000036000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency ADD COLUMN secret_answer bytea, ALTER COLUMN answer DROP NOT NULL;
      UPDATE idempotency SET answer = answer - 'password' WHERE jsonb_typeof(answer) = 'object' AND answer ? 'password';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM idempotency WHERE answer IS NULL;
      ALTER TABLE idempotency DROP COLUMN secret_answer, ALTER COLUMN answer SET NOT NULL;
    `);
  }
}
