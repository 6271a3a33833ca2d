import { Global, Module } from '@nestjs/common';
import { Keyring } from './keyring.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { OrganisationsService } from './organisations.service.ts';

/** Global: nearly everything is done by or for an organisation. */
@Global()
@Module({
  controllers: [OrganisationsController],
  providers: [Keyring, OrganisationsService],
  exports: [Keyring, OrganisationsService],
})
export class OrganisationsModule {}
