import { z } from 'zod';
import type { MappedAuth } from '#domain/connector.ts';
import type { Outgoing } from '../outgoing.ts';

type OAuth = Extract<MappedAuth, { kind: 'oauth' }>;

/** RFC 6749 section 5.1. */
const TokenReply = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().optional(),
});
const MAX_BYTES = 16_384;
/** Asked anew so long before it runs out, so that none runs out on its way. */
const MARGIN_MS = 10_000;
/** For how long a token is used whose server does not say. */
const DEFAULT_SECONDS = 60;

/** The token endpoint has refused the client: its credential is wrong. */
export class TokenRefusedError extends Error {
  constructor() {
    super('the token endpoint refuses the client');
    this.name = 'TokenRefusedError';
  }
}

/** An access token by client credentials (RFC 6749 section 4.4), kept while it is valid and fetched once for all who wait. */
export interface ClientToken {
  /** @throws TokenRefusedError, OutgoingError, ZodError for a reply that is none */
  get(timeoutMs: number): Promise<string>;
  /** The service does not take this token any more; one that has been fetched since is left alone. */
  forget(token: string): void;
}

export function openClientToken(
  auth: OAuth,
  secret: string,
  outgoing: Outgoing,
  clock: () => Date,
): ClientToken {
  let known: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;
  const fetchToken = async (timeoutMs: number): Promise<string> => {
    const asked = clock().getTime();
    const { access_token, expires_in = DEFAULT_SECONDS } = await askForToken(
      auth,
      secret,
      outgoing,
      timeoutMs,
    );
    known = { token: access_token, until: asked + expires_in * 1_000 - MARGIN_MS };
    return access_token;
  };
  return {
    async get(timeoutMs) {
      if (known !== undefined && clock().getTime() < known.until) return known.token;
      fetching ??= fetchToken(timeoutMs).finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    forget(token) {
      if (known?.token === token) known = undefined;
    },
  };
}

/** The client authenticates by Basic with both parts form-encoded (RFC 6749 section 2.3.1). */
async function askForToken(
  { tokenUrl, clientId, scope }: OAuth,
  secret: string,
  outgoing: Outgoing,
  timeoutMs: number,
): Promise<z.infer<typeof TokenReply>> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });
  const client = [clientId, secret].map(encodeForm).join(':');
  const reply = await outgoing.request(tokenUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      authorization: `Basic ${Buffer.from(client).toString('base64')}`,
    },
    body: form.toString(),
    timeoutMs,
    maxBytes: MAX_BYTES,
  });
  // invalid_client is 401, also 400 with some servers (RFC 6749 section 5.2).
  if ([400, 401, 403].includes(reply.status)) throw new TokenRefusedError();
  return TokenReply.parse(JSON.parse(reply.body));
}

function encodeForm(text: string): string {
  return new URLSearchParams({ t: text }).toString().slice(2);
}
