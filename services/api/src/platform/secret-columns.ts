import { fingerprintPurpose, saltPurpose } from '../fingerprints/fingerprints.service.ts';
import { accountPurpose } from '../organisations/keyring.ts';
import { seedPurpose } from '../organisations/local-custody.ts';
import { secretPurpose } from '../subscriptions/subscriptions.service.ts';
import { answerPurpose } from './idempotency.interceptor.ts';

/** Where encrypted secrets lie in the database. */
export interface SecretColumn {
  readonly table: string;
  readonly column: string;
  /** The columns of the primary key, all of them text or uuid. */
  readonly key: readonly string[];
  /** The columns that `purpose` wants. */
  readonly named: readonly string[];
  /** What the secret is encrypted for. @param names values of `named` */
  purpose(...names: string[]): string;
}

/** Every column of secrets, for a change of the master key. A new one belongs in here. */
export const SECRET_COLUMNS: readonly SecretColumn[] = [
  { table: 'organisation', column: 'issuer_secret', key: ['id'], named: ['id'], purpose: seedPurpose },
  { table: 'organisation', column: 'account_secret', key: ['id'], named: ['id'], purpose: accountPurpose },
  { table: 'former_key', column: 'issuer_secret', key: ['did'], named: ['organisation_id'], purpose: seedPurpose },
  {
    table: 'fingerprint',
    column: 'template',
    key: ['gtin', 'serial'],
    named: ['gtin', 'serial'],
    purpose: (gtin, serial) => fingerprintPurpose({ gtin, serial }),
  },
  {
    table: 'fingerprint',
    column: 'salt',
    key: ['gtin', 'serial'],
    named: ['gtin', 'serial'],
    purpose: (gtin, serial) => saltPurpose({ gtin, serial }),
  },
  { table: 'subscription', column: 'secret', key: ['id'], named: ['id'], purpose: secretPurpose },
  {
    table: 'idempotency',
    column: 'secret_answer',
    key: ['principal', 'key'],
    named: ['principal', 'key'],
    purpose: answerPurpose,
  },
];
