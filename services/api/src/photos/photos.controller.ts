import { Body, Controller, Post } from '@nestjs/common';
import { ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { PhotoUpload, PhotoView } from './photos.schemas.ts';
import { PhotosService } from './photos.service.ts';

@ApiTags('photos')
@Controller('photos')
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  @Post()
  @Allow('photos:create')
  @ApiConsumes('multipart/form-data')
  @ApiResponse({ status: 201, standardSchema: PhotoView })
  async create(@Body({ schema: PhotoUpload }) { photo }: PhotoUpload): Promise<PhotoView> {
    const { hash, width, height, bytes } = await this.photos.store(photo);
    return { hash, width, height, bytes };
  }
}
