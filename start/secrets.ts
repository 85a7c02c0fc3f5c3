import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { failure } from './failure.ts';

const password = z.string().min(16);
/** 32 random bytes in base64: 44 characters. */
const key = z.base64().length(44);

const drawPassword = () => randomBytes(24).toString('base64url');
const drawKey = () => randomBytes(32).toString('base64');

/** Everything that was drawn by lot for one installation; the file that holds it has mode 600. */
export const Secrets = z.object({
  sessionSecret: password,
  oidcClientSecret: password,
  /** Next.js seals the arguments of server actions with it: the same at build and run. */
  actionKey: key,
  columnWrappingKey: key,
  indexKey: key,
  /** The sandbox's mail server and bank know whoever has these; files of older installations gain them. */
  mailPassword: password.default(drawPassword),
  bankSecret: password.default(drawPassword),
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

export function drawSecrets(): Secrets {
  return {
    sessionSecret: drawPassword(),
    oidcClientSecret: drawPassword(),
    actionKey: drawKey(),
    columnWrappingKey: drawKey(),
    indexKey: drawKey(),
    mailPassword: drawPassword(),
    bankSecret: drawPassword(),
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

const contentOf = (secrets: Secrets) => `${JSON.stringify(secrets, null, 2)}\n`;

/** Writes beside and renames, so that a kill or a full disk never leaves half a file. */
export function writeSecrets(file: string, secrets: Secrets): void {
  writeFileSync(`${file}.new`, contentOf(secrets), { mode: 0o600, flush: true });
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
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const secrets = text === undefined ? drawSecrets() : readSecrets(file, text);
  for (const id of departments) secrets.connectors[id] ??= drawPassword();
  if (contentOf(secrets) !== text) writeSecrets(file, secrets);
  return secrets;
}

function readSecrets(file: string, text: string): Secrets {
  try {
    return Secrets.parse(JSON.parse(text));
  } catch {
    throw failure.secretsDamaged(file);
  }
}
