import { DataSource } from 'typeorm';
import { readConfig } from './config.ts';
import { changeMasterKey } from './platform/change-master-key.ts';
import { databaseOptions } from './platform/database.ts';
import { Secrets } from './platform/secrets.ts';

/** Changes the master key of an installation, with the same environment as the services, which may go on running. */
const config = readConfig(process.env);
const dataSource = await new DataSource({ ...databaseOptions(config), migrationsRun: false }).initialize();
try {
  for (const { place, seen, renewed } of await changeMasterKey(dataSource, new Secrets(config)))
    process.stdout.write(`${place}: ${renewed} of ${seen} encrypted anew\n`);
  process.stdout.write(
    'master.key is new; master.previous.key may be deleted when all processes have run for a day.\n',
  );
} finally {
  await dataSource.destroy();
}
