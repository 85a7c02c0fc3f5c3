import { z } from 'zod';
import { PublicKey } from '#domain/connector.ts';

/** The portal's keys as a department knows them. */
export interface PortalKeys {
  /** Keys to verify with, looked up again where none has this name. @throws PortalKeysError where they cannot be had */
  find(kid: string | undefined): Promise<readonly PublicKey[]>;
}

/** Keys that were handed over once and for all. */
export function fixedKeys(keys: readonly PublicKey[]): PortalKeys {
  return { find: async () => keys };
}

const FRESH_MS = 300_000;
/** An unknown name is a reason to look again, but not for everybody who makes one up. */
const NOT_AGAIN_MS = 5_000;
const TIMEOUT_MS = 5_000;

const KeySet = z.object({ keys: z.array(z.unknown()) });

/**
 * The keys that a portal publishes (`/.well-known/mianzheng-keys`), fetched at the first question, kept for five minutes, and
 * fetched again when a message names one that is not among them. Keys of kinds that we do not know are passed over.
 * @param clock monotonic milliseconds
 * @param report told each time that they cannot be fetched, also while known ones serve on
 */
export function publishedKeys(
  portalUrl: string,
  clock: () => number = () => performance.now(),
  report: (what: string) => void = () => {},
): PortalKeys {
  let known: readonly PublicKey[] = [];
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;
  const renew = () => {
    fetching ??= fetchKeys(portalUrl)
      .then((keys) => {
        known = keys;
        fetchedAt = clock();
      })
      .catch((error: unknown) => {
        report(error instanceof Error ? error.message : 'the portal’s keys could not be fetched');
        throw error;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };
  return {
    async find(kid) {
      const age = clock() - fetchedAt;
      const isKnown = known.some((key) => key.kid === kid);
      if (age > FRESH_MS || (!isKnown && age > NOT_AGAIN_MS)) {
        // With keys that have served so far a department goes on while the portal cannot be reached.
        await renew().catch((cause) => {
          if (!isKnown) throw cause;
        });
      }
      return known;
    },
  };
}

async function fetchKeys(portalUrl: string): Promise<PublicKey[]> {
  const url = `${portalUrl}/.well-known/mianzheng-keys`;
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new PortalKeysError(url, reasonOf(cause));
  });
  if (!response.ok) throw new PortalKeysError(url, `HTTP ${response.status}`);
  const told = KeySet.safeParse(await response.json().catch(() => undefined));
  if (!told.success) throw new PortalKeysError(url, 'what stands there is no set of keys');
  return told.data.keys.flatMap((each) => PublicKey.safeParse(each).data ?? []);
}

/** The system's word for why nobody could be reached, e.g. `ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error instanceof Error ? error.message : 'not reached';
}

/** The portal's keys cannot be had at the moment, so nothing can be verified. */
export class PortalKeysError extends Error {
  constructor(url: string, why: string) {
    super(`the portal’s keys could not be fetched from ${url} (${why})`);
    this.name = 'PortalKeysError';
  }
}
