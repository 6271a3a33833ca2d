import { Global, Module } from '@nestjs/common';
import { Background } from './background.ts';
import { Housekeeping } from './housekeeping.ts';
import { Identifiers } from './identifiers.ts';
import { Secrets } from './secrets.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** Global: what every feature stands on. */
@Global()
@Module({
  providers: [Background, Housekeeping, Identifiers, Secrets, UnitOfWork],
  exports: [Background, Identifiers, Secrets, UnitOfWork],
})
export class PlatformModule {}
