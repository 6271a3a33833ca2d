import { createApplication } from './application.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);
const app = await createApplication(config);
if (config.supervised) process.once('disconnect', () => void app.close().finally(() => process.exit(0)));
if (config.servesApi) await app.listen(config.port, config.host);
else await app.init();
process.send?.('ready');
