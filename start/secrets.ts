import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { failure } from './failure.ts';

const password = z.string().min(16);
/** 32 random bytes in base64: 44 characters. */
const key = z.base64().length(44);

/** Everything that was drawn by lot for one installation; the file that holds it has mode 600. */
export const Secrets = z.object({
  sessionSecret: password,
  oidcClientSecret: password,
  /** Next.js seals the arguments of server actions with it: the same at build and run. */
  actionKey: key,
  columnWrappingKey: key,
  indexKey: key,
  databasePasswords: z.object({
    postgres: password,
    mz_migrator: password,
    mz_portal: password,
    mz_broker: password,
    mz_listener: password,
  }),
  /** By department; departments that join later get theirs at the next start. */
  connectors: z.record(z.string(), password),
});
export type Secrets = z.infer<typeof Secrets>;

const drawPassword = () => randomBytes(24).toString('base64url');
const drawKey = () => randomBytes(32).toString('base64');

export function drawSecrets(): Secrets {
  return {
    sessionSecret: drawPassword(),
    oidcClientSecret: drawPassword(),
    actionKey: drawKey(),
    columnWrappingKey: drawKey(),
    indexKey: drawKey(),
    databasePasswords: {
      postgres: drawPassword(),
      mz_migrator: drawPassword(),
      mz_portal: drawPassword(),
      mz_broker: drawPassword(),
      mz_listener: drawPassword(),
    },
    connectors: {},
  };
}

/** Writes beside and renames, so that a kill or a full disk never leaves half a file. */
export function writeSecrets(file: string, secrets: Secrets): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/**
 * The installation's secrets, drawn at the first start. Throws StartFailure where the file is damaged, or missing
 * although data sealed with it exists in `sealedFolder`: new keys would make that data unreadable for ever.
 */
export function readOrDrawSecrets(
  file: string,
  sealedFolder: string,
  departments: readonly string[],
): Secrets {
  if (!existsSync(file) && existsSync(sealedFolder)) throw failure.secretsMissing(file, sealedFolder);
  const secrets = existsSync(file) ? readSecrets(file) : drawSecrets();
  const missing = departments.filter((id) => secrets.connectors[id] === undefined);
  for (const id of missing) secrets.connectors[id] = drawPassword();
  if (missing.length > 0 || !existsSync(file)) writeSecrets(file, secrets);
  return secrets;
}

function readSecrets(file: string): Secrets {
  const text = readFileSync(file, 'utf8');
  try {
    return Secrets.parse(JSON.parse(text));
  } catch {
    throw failure.secretsDamaged(file);
  }
}
