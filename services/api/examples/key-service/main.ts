import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keyService } from './key-service.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    'token-file': { type: 'string' },
    port: { type: 'string', default: '8090' },
  },
});
const { folder, 'token-file': tokenFile, port } = values;
if (folder === undefined || tokenFile === undefined) {
  process.stderr.write('usage: node main.ts --folder DIR --token-file FILE [--port 8090]\n');
  process.exit(2);
}
keyService(folder, readFileSync(tokenFile, 'utf8').trim()).listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(`key service on http://127.0.0.1:${port}, keys in ${folder}\n`);
});
