import { Module } from '@nestjs/common';
import { FileStore } from './file-store.ts';
import { PhotosController } from './photos.controller.ts';
import { PhotosService } from './photos.service.ts';

@Module({ controllers: [PhotosController], providers: [FileStore, PhotosService], exports: [FileStore, PhotosService] })
export class PhotosModule {}
