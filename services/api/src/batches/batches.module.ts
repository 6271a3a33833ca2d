import { Module } from '@nestjs/common';
import { AccreditationsModule } from '../accreditations/accreditations.module.ts';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { EventQueriesModule } from '../event-queries/event-queries.module.ts';
import { GradingsModule } from '../gradings/gradings.module.ts';
import { GraduationsModule } from '../graduations/graduations.module.ts';
import { LabelsModule } from '../labels/labels.module.ts';
import { PlotsModule } from '../plots/plots.module.ts';
import { ResidencesModule } from '../residences/residences.module.ts';
import { BatchFeed } from './batch-feed.ts';
import { BatchJournal } from './batch-journal.ts';
import { BatchLabelsService } from './batch-labels.service.ts';
import { BatchResultsService } from './batch-results.service.ts';
import { BatchRows } from './batch-rows.ts';
import { BatchWorker } from './batch-worker.ts';
import { BatchesController } from './batches.controller.ts';
import { BatchesService } from './batches.service.ts';
import { BulkIssuer } from './bulk-issuer.ts';
import { BirthKind } from './kinds/birth-kind.ts';
import { ConformityKind } from './kinds/conformity-kind.ts';
import { GraduationKind } from './kinds/graduation-kind.ts';
import { IdentityKind } from './kinds/identity-kind.ts';
import { Kinds } from './kinds/kinds.ts';
import { LotsToPromise } from './kinds/lots-to-promise.ts';
import { OneByOne } from './kinds/one-by-one.ts';
import { PiecesToIdentify } from './kinds/pieces-to-identify.ts';
import { ResidenceKind } from './kinds/residence-kind.ts';
import { RowIssuer } from './row-issuer.ts';

@Module({
  imports: [
    AccreditationsModule,
    CertificatesModule,
    EventQueriesModule,
    GradingsModule,
    GraduationsModule,
    LabelsModule,
    PlotsModule,
    ResidencesModule,
  ],
  controllers: [BatchesController],
  providers: [
    BatchFeed,
    BatchJournal,
    BatchLabelsService,
    BatchResultsService,
    BatchRows,
    BatchWorker,
    BatchesService,
    BirthKind,
    BulkIssuer,
    ConformityKind,
    GraduationKind,
    IdentityKind,
    Kinds,
    LotsToPromise,
    OneByOne,
    PiecesToIdentify,
    ResidenceKind,
    RowIssuer,
  ],
})
export class BatchesModule {}
