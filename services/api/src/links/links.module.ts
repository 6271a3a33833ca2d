import { Module } from '@nestjs/common';
import { IdentifierChanges } from './identifier-changes.service.ts';
import { IdentifierRecords } from './identifier-records.service.ts';
import { LinkDirectory } from './link-directory.service.ts';
import { LinkOwners } from './link-owners.service.ts';
import { LinksController } from './links.controller.ts';
import { LinksService } from './links.service.ts';
import { ResolvedCache } from './resolved-cache.service.ts';

@Module({
  controllers: [LinksController],
  providers: [IdentifierChanges, IdentifierRecords, LinkDirectory, LinkOwners, LinksService, ResolvedCache],
  exports: [ResolvedCache],
})
export class LinksModule {}
