import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { Accreditation } from '../accreditations/accreditation.entity.ts';
import { BatchRow } from '../batches/batch-row.entity.ts';
import { Batch } from '../batches/batch.entity.ts';
import { CaptureJob } from '../capture/capture-job.entity.ts';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { StatusChange } from '../certificates/status-change.entity.ts';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import type { Config } from '../config.ts';
import { Blend } from '../conformity/blend.entity.ts';
import { CoverPolicy } from '../cover/cover-policy.entity.ts';
import { CoverSeries } from '../cover/cover-series.entity.ts';
import { CoverStep } from '../cover/cover-step.entity.ts';
import { DeviceKey } from '../device-keys/device-key.entity.ts';
import { Event } from '../events/event.entity.ts';
import { Fingerprint } from '../fingerprints/fingerprint.entity.ts';
import { Grading } from '../gradings/grading.entity.ts';
import { Harvest } from '../harvests/harvest.entity.ts';
import { Item } from '../items/item.entity.ts';
import { Link } from '../links/link.entity.ts';
import { Accounts1764000001000 } from '../migrations/1764000001-accounts.ts';
import { Chain1764000002000 } from '../migrations/1764000002-chain.ts';
import { Custody1764000003000 } from '../migrations/1764000003-custody.ts';
import { Evidence1764000004000 } from '../migrations/1764000004-evidence.ts';
import { Cover1764000005000 } from '../migrations/1764000005-cover.ts';
import { Events1764000006000 } from '../migrations/1764000006-events.ts';
import { EventQueries1764000007000 } from '../migrations/1764000007-event-queries.ts';
import { Subscriptions1764000008000 } from '../migrations/1764000008-subscriptions.ts';
import { Links1764000009000 } from '../migrations/1764000009-links.ts';
import { Tokens1764000010000 } from '../migrations/1764000010-tokens.ts';
import { Tiles1764000011000 } from '../migrations/1764000011-tiles.ts';
import { Status1764000021000 } from '../migrations/1764000021-status.ts';
import { Conformity1764000022000 } from '../migrations/1764000022-conformity.ts';
import { Batches1764000026000 } from '../migrations/1764000026-batches.ts';
import { IssuerKeys1764000031000 } from '../migrations/1764000031-issuer-keys.ts';
import { SigningRefusals1764000032000 } from '../migrations/1764000032-signing-refusals.ts';
import { SealedAnswers1764000036000 } from '../migrations/1764000036-sealed-answers.ts';
import { MasterData1764000037000 } from '../migrations/1764000037-master-data.ts';
import { NamedQuery } from '../named-queries/named-query.entity.ts';
import { OracleRound } from '../oracle-rounds/oracle-round.entity.ts';
import { Reporter } from '../oracle-rounds/reporter.entity.ts';
import { RoundObservation } from '../oracle-rounds/round-observation.entity.ts';
import { RoundProgress } from '../oracle-rounds/round-progress.entity.ts';
import { FormerKey } from '../organisations/former-key.entity.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { Person } from '../people/person.entity.ts';
import { Photo } from '../photos/photo.entity.ts';
import { Plot } from '../plots/plot.entity.ts';
import { Pressing } from '../pressings/pressing.entity.ts';
import { Product } from '../products/product.entity.ts';
import { Receipt } from '../receipts/receipt.entity.ts';
import { Review } from '../reviews/review.entity.ts';
import { Sale } from '../sales/sale.entity.ts';
import { Seal } from '../seals/seal.entity.ts';
import { Sensor } from '../sensors/sensor.entity.ts';
import { Session } from '../sessions/session.entity.ts';
import { Signing } from '../signings/signing.entity.ts';
import { SigningRefusal } from '../signings/signing-refusal.entity.ts';
import { StatusList } from '../status-lists/status-list.entity.ts';
import { StatusRegister } from '../status-lists/status-register.entity.ts';
import { Delivery } from '../subscriptions/delivery.entity.ts';
import { Subscription } from '../subscriptions/subscription.entity.ts';
import { ApiToken } from '../tokens/token.entity.ts';

const CONNECTIONS = 12;
/** No statement may run away with the database. */
const STATEMENT_TIMEOUT_MS = 15_000;

/** The one place that names entities and migrations; the schema changes by migration only. */
export function databaseOptions(config: Config): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url: config.databaseUrl,
    applicationName: 'fieldseal',
    synchronize: false,
    migrationsRun: true,
    migrationsTransactionMode: 'all',
    poolSize: CONNECTIONS,
    extra: { statement_timeout: STATEMENT_TIMEOUT_MS, connectionTimeoutMillis: 5000 },
    entities: [
      Accreditation,
      ApiToken,
      Blend,
      Batch,
      BatchRow,
      CaptureJob,
      ChainTransaction,
      CoverPolicy,
      CoverSeries,
      CoverStep,
      Delivery,
      DeviceKey,
      Event,
      Fingerprint,
      FormerKey,
      Grading,
      Harvest,
      Item,
      Link,
      NamedQuery,
      OracleRound,
      Organisation,
      Person,
      Photo,
      Plot,
      Pressing,
      Product,
      Receipt,
      Reporter,
      Review,
      RoundObservation,
      RoundProgress,
      Sale,
      Seal,
      Sensor,
      Session,
      Signing,
      SigningRefusal,
      StatusChange,
      StatusList,
      StatusRegister,
      StoredCertificate,
      Subscription,
    ],
    migrations: [
      Accounts1764000001000,
      Chain1764000002000,
      Custody1764000003000,
      Evidence1764000004000,
      Cover1764000005000,
      Events1764000006000,
      EventQueries1764000007000,
      Subscriptions1764000008000,
      Links1764000009000,
      Tokens1764000010000,
      Tiles1764000011000,
      Status1764000021000,
      Conformity1764000022000,
      Batches1764000026000,
      IssuerKeys1764000031000,
      SigningRefusals1764000032000,
      SealedAnswers1764000036000,
      MasterData1764000037000,
    ],
  };
}
