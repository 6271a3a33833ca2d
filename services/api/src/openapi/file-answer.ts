import { ApiResponse } from '@nestjs/swagger';

/** The route answers with a file of this media type. */
export const FileAnswer = (mediaType: string): MethodDecorator =>
  ApiResponse({ status: 200, content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } } });
