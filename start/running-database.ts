import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openPool, type Pool } from '#db/with-tx.ts';
import { localDatabaseUrl } from './cluster.ts';
import { failure } from './failure.ts';
import { readPorts } from './ports.ts';
import { DATABASE, withRole } from './roles.ts';
import { Secrets } from './secrets.ts';
import { openStateFolder } from './state-folder.ts';

/**
 * The database of an installation that runs, as the broker's role: for commands beside it. Found as `npm start` finds it:
 * DATABASE_URL, or the state folder and DATABASE_PORT. Throws StartFailure where nothing was ever started here.
 */
export function openRunningDatabase(env: NodeJS.ProcessEnv): Pool {
  const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
  const state = openStateFolder(projectFolder, env);
  if (!existsSync(state.secrets)) throw failure.secretsMissing(state.secrets, state.database);
  const { databasePasswords } = Secrets.parse(JSON.parse(readFileSync(state.secrets, 'utf8')));
  const password = databasePasswords.mz_broker;
  const url = env.DATABASE_URL
    ? withRole(env.DATABASE_URL, 'mz_broker', password)
    : localDatabaseUrl(readPorts(env).database, DATABASE, 'mz_broker', password);
  return openPool(url, 2);
}
