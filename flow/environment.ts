import { z } from 'zod';
import { PublicKey } from '#domain/connector.ts';

/** 32 random bytes in base64. */
const Key = z.base64().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) context.addIssue({ code: 'custom', message: 'expected 32 bytes in base64' });
  return bytes;
});

/** A JSON Web Key in one line. `d` makes it a private one. */
const PublicJwk = z.string().transform((text, context) => {
  const jwk = PublicKey.or(SealingKey).safeParse(parseJson(text));
  if (!jwk.success) {
    context.addIssue({ code: 'custom', message: 'expected a JSON Web Key' });
    return z.NEVER;
  }
  return jwk.data;
});
const PrivateJwk = PublicJwk.refine((jwk) => typeof jwk.d === 'string', 'expected a private key');
const SealingKey = z.looseObject({
  kid: z.string(),
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string(),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Keys = z.object({
  /** Wraps the data keys; stands outside the database. */
  COLUMN_WRAPPING_KEY: Key,
  /** Key of the blind indexes. */
  INDEX_KEY: Key,
});
export type KeyEnvironment = z.infer<typeof Keys>;

const Shared = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** `unnamed` behind a PgBouncer older than 1.21 in transaction mode. */
  DATABASE_STATEMENTS: z.enum(['named', 'unnamed']).default('named'),
  /** How many connections a process opens at most; several processes share what the server takes. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16),
  /** A file with an offset in milliseconds that only a sandbox sets; absent in production. */
  CLOCK_FILE: z.string().optional(),
};

/** `no-reply@city.example`, or `Name <no-reply@city.example>`. */
const Mailbox = z.string().refine((text) => {
  const address = /^[^<>\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return z.email().safeParse(address).success;
}, 'expected an address, or a name with an address in angle brackets');

const Portal = z.object({
  ...Shared,
  PORTAL_URL: z.url(),
  SESSION_SECRET: z.string().min(32),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(16),
  /** Public key of the broker, to which connectors' credentials are sealed. */
  SEALING_PUBLIC_KEY: PublicJwk,
});
export type PortalEnvironment = z.infer<typeof Portal>;

const Broker = z.object({
  ...Shared,
  LISTENER_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  BROKER_PORT: z.coerce.number().int().min(0).max(65_535),
  /** Where departments send late answers. */
  BROKER_CALLBACK_URL: z.url(),
  /** Signs calls and call tokens (Ed25519). */
  CALL_KEY: PrivateJwk,
  /** Signs the ledger's heads (Ed25519). */
  HEAD_KEY: PrivateJwk,
  /** Opens the connectors' credentials (X25519). */
  SEALING_KEY: PrivateJwk,
  /** Folder with one folder per connector into which nightly files are delivered. */
  FEEDS_FOLDER: z.string().min(1),
  /** Addresses in loopback, link-local and private ranges that connectors may have all the same: hosts or CIDR ranges. */
  OUTGOING_ALLOW: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((each) => each.trim() || [])),
  /** The relay that takes notices, with user and password. */
  MAIL_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }),
  /** The sender of notices: an address, or a name and an address in angle brackets. */
  MAIL_FROM: Mailbox,
  /** Where the links in notices lead. */
  PORTAL_URL: z.url(),
  /** The bank that carries out payment batches. */
  BANK_URL: z.url({ protocol: /^https?$/, hostname: /./ }),
  BANK_SECRET: z.string().min(16),
});
export type BrokerEnvironment = z.infer<typeof Broker>;

/** The environment is wrong: names the variables and what is wrong with each, never their values. */
export class EnvironmentError extends Error {
  constructor(error: z.ZodError) {
    const issues = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    super(`environment: ${issues.join('; ')}`);
    this.name = 'EnvironmentError';
  }
}

function parse<T>(schema: z.ZodType<T>): T {
  const result = schema.safeParse(process.env);
  if (!result.success) throw new EnvironmentError(result.error);
  return result.data;
}

let keys: KeyEnvironment | undefined;
let portal: PortalEnvironment | undefined;
let broker: BrokerEnvironment | undefined;

/** The two keys that both processes hold. */
export function keyEnvironment(): KeyEnvironment {
  keys ??= parse(Keys);
  return keys;
}

/** What the portal may know. Parsed at first use, because `next build` has no environment. */
export function portalEnvironment(): PortalEnvironment {
  portal ??= parse(Portal);
  return portal;
}

/** What the broker may know. */
export function brokerEnvironment(): BrokerEnvironment {
  broker ??= parse(Broker);
  return broker;
}
