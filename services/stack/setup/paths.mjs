import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout; may contain spaces and any script. */
export const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Everything made on this machine lives here; deleting it brings back the state of a fresh clone. */
export const privateFolder = join(repository, '.fieldseal');
export const stamps = join(privateFolder, 'stamps');
