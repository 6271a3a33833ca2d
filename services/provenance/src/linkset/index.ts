export { gs1LinksetSchema, linksetSchema } from './schema.ts';
