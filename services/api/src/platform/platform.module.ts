import { Global, Module } from '@nestjs/common';
import { Background } from './background.ts';
import { Identifiers } from './identifiers.ts';
import { Secrets } from './secrets.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** Global: what every feature stands on. */
@Global()
@Module({
  providers: [Background, Identifiers, Secrets, UnitOfWork],
  exports: [Background, Identifiers, Secrets, UnitOfWork],
})
export class PlatformModule {}
