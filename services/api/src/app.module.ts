import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access/access.guard.ts';
import { AccessModule } from './access/access.module.ts';
import { AccreditationsModule } from './accreditations/accreditations.module.ts';
import { BatchesModule } from './batches/batches.module.ts';
import { CaptureModule } from './capture/capture.module.ts';
import { BrowseModule } from './browse/browse.module.ts';
import { CertificatesModule } from './certificates/certificates.module.ts';
import { ChainModule } from './chain/chain.module.ts';
import { CONFIG, type Config } from './config.ts';
import { ConformityModule } from './conformity/conformity.module.ts';
import { CoverModule } from './cover/cover.module.ts';
import { CredentialsModule } from './credentials/credentials.module.ts';
import { DeviceKeysModule } from './device-keys/device-keys.module.ts';
import { DidsModule } from './dids/dids.module.ts';
import { EpcisModule } from './epcis/epcis.module.ts';
import { EventQueriesModule } from './event-queries/event-queries.module.ts';
import { EventsModule } from './events/events.module.ts';
import { EvidenceModule } from './evidence/evidence.module.ts';
import { FingerprintsModule } from './fingerprints/fingerprints.module.ts';
import { GradingsModule } from './gradings/gradings.module.ts';
import { GraduationsModule } from './graduations/graduations.module.ts';
import { HarvestsModule } from './harvests/harvests.module.ts';
import { HealthModule } from './health/health.module.ts';
import { IdentitiesModule } from './identities/identities.module.ts';
import { IssuerKeysModule } from './issuer-keys/issuer-keys.module.ts';
import { LabelsModule } from './labels/labels.module.ts';
import { LeafLotsModule } from './leaf-lots/leaf-lots.module.ts';
import { LinksModule } from './links/links.module.ts';
import { NamedQueriesModule } from './named-queries/named-queries.module.ts';
import { OracleRoundsModule } from './oracle-rounds/oracle-rounds.module.ts';
import { OrganisationsModule } from './organisations/organisations.module.ts';
import { PassportModule } from './passport/passport.module.ts';
import { PeopleModule } from './people/people.module.ts';
import { PhotosModule } from './photos/photos.module.ts';
import { databaseOptions } from './platform/database.ts';
import { IdempotencyInterceptor } from './platform/idempotency.interceptor.ts';
import { loggingModule } from './platform/logging.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { ProblemFilter } from './platform/problem.filter.ts';
import { PlotsModule } from './plots/plots.module.ts';
import { PressingsModule } from './pressings/pressings.module.ts';
import { ProductsModule } from './products/products.module.ts';
import { ReceiptsModule } from './receipts/receipts.module.ts';
import { RenderingsModule } from './renderings/renderings.module.ts';
import { ReplacementsModule } from './replacements/replacements.module.ts';
import { ResidencesModule } from './residences/residences.module.ts';
import { ResolverModule } from './resolver/resolver.module.ts';
import { ReviewsModule } from './reviews/reviews.module.ts';
import { SalesModule } from './sales/sales.module.ts';
import { SealsModule } from './seals/seals.module.ts';
import { SensorsModule } from './sensors/sensors.module.ts';
import { SessionsModule } from './sessions/sessions.module.ts';
import { SigningsModule } from './signings/signings.module.ts';
import { StatusListsModule } from './status-lists/status-lists.module.ts';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.ts';
import { TokensModule } from './tokens/tokens.module.ts';

const FEATURES = [
  AccessModule,
  AccreditationsModule,
  BatchesModule,
  CaptureModule,
  BrowseModule,
  CertificatesModule,
  ChainModule,
  ConformityModule,
  CoverModule,
  CredentialsModule,
  DeviceKeysModule,
  DidsModule,
  EpcisModule,
  EventQueriesModule,
  EventsModule,
  EvidenceModule,
  FingerprintsModule,
  GradingsModule,
  GraduationsModule,
  HarvestsModule,
  HealthModule,
  IdentitiesModule,
  IssuerKeysModule,
  LabelsModule,
  LeafLotsModule,
  LinksModule,
  NamedQueriesModule,
  OracleRoundsModule,
  OrganisationsModule,
  PassportModule,
  PeopleModule,
  PhotosModule,
  PlotsModule,
  PressingsModule,
  ProductsModule,
  ReceiptsModule,
  RenderingsModule,
  ReplacementsModule,
  ResidencesModule,
  ResolverModule,
  ReviewsModule,
  SalesModule,
  SealsModule,
  SensorsModule,
  SessionsModule,
  SigningsModule,
  StatusListsModule,
  SubscriptionsModule,
  TokensModule,
];

@Module({})
class ConfigModule {}

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        { module: ConfigModule, global: true, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] },
        loggingModule(config),
        TypeOrmModule.forRoot({ ...databaseOptions(config), retryAttempts: 30, retryDelay: 500 }),
        PlatformModule,
        ...FEATURES,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
