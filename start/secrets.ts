import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { failure } from './failure.ts';

const password = z.string().min(16);
/** 32 random bytes in base64: 44 characters. */
const key = z.base64().length(44);

const drawPassword = () => randomBytes(24).toString('base64url');
const drawKey = () => randomBytes(32).toString('base64');

/** Everything that was drawn by lot for one installation; the file that holds it has mode 600. */
const drawJwk = (kid: string, make: () => KeyObject) =>
  JSON.stringify({ kid: `${kid}-${randomBytes(4).toString('hex')}`, ...make().export({ format: 'jwk' }) });
const drawSigningKey = (kid: string) => drawJwk(kid, () => generateKeyPairSync('ed25519').privateKey);
const drawCallKey = () => drawSigningKey('calls');
const drawHeadKey = () => drawSigningKey('heads');
const drawSealingKey = () => drawJwk('sealing', () => generateKeyPairSync('x25519').privateKey);
/** A private JSON Web Key in one line. */
const jwk = z.string().startsWith('{').includes('"d"');

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
  /** Of the role that owns the sandbox's archive database. */
  archivePassword: password.default(drawPassword),
  /** The broker's: signs calls and tokens, signs the ledger's heads, opens the connectors' credentials. */
  callKey: jwk.default(drawCallKey),
  headKey: jwk.default(drawHeadKey),
  sealingKey: jwk.default(drawSealingKey),
  databasePasswords: z.object({
    postgres: password,
    mz_migrator: password,
    mz_portal: password,
    mz_broker: password,
    mz_listener: password,
  }),
  /** By department; departments that join later get theirs at the next start. */
  connectors: z.record(z.string(), password),
  /** By department of the sandbox: with which it signs its answers. */
  departmentKeys: z.record(z.string(), jwk).default({}),
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
    archivePassword: drawPassword(),
    callKey: drawCallKey(),
    headKey: drawHeadKey(),
    sealingKey: drawSealingKey(),
    databasePasswords: {
      postgres: drawPassword(),
      mz_migrator: drawPassword(),
      mz_portal: drawPassword(),
      mz_broker: drawPassword(),
      mz_listener: drawPassword(),
    },
    connectors: {},
    departmentKeys: {},
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
  for (const id of departments) {
    secrets.connectors[id] ??= drawPassword();
    secrets.departmentKeys[id] ??= drawSigningKey(id);
  }
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
