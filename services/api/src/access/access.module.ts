import { Global, Module } from '@nestjs/common';
import { TokensModule } from '../tokens/tokens.module.ts';
import { ActorsService } from './actors.service.ts';

/** Global: the guard of every route and the live feeds ask who is asking. */
@Global()
@Module({ imports: [TokensModule], providers: [ActorsService], exports: [ActorsService] })
export class AccessModule {}
