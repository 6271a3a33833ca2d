import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { LeafLotsService } from './leaf-lots.service.ts';

@Module({ imports: [CertificatesModule], providers: [LeafLotsService], exports: [LeafLotsService] })
export class LeafLotsModule {}
