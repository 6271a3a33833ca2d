import { Global, Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsService } from './sessions.service.ts';

/** Global: the access guard asks it for the actor of every request. */
@Global()
@Module({
  imports: [PeopleModule],
  controllers: [SessionsController],
  providers: [SessionsService],
  exports: [SessionsService],
})
export class SessionsModule {}
