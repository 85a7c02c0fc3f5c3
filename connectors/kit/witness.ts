import canonicalize from 'canonicalize';
import { z } from 'zod';
import { PublicKey } from '#domain/connector.ts';
import { LedgerHead } from '#domain/ledger-head.ts';
import { isConsistent } from '#domain/merkle.ts';
import { verifyBytes } from '../raw-signature.ts';
import type { Store } from './store.ts';

const Published = z.object({
  head: LedgerHead,
  since: z
    .object({ head: LedgerHead, proof: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64) })
    .nullable(),
});
const Keys = z.object({ heads: z.array(z.unknown()) });

const TIMEOUT_MS = 5_000;
const DAY_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 600_000;

/** What became of a visit. `broken` means that somebody has rewritten the portal's ledger, or that another stands in its place. */
export type Witnessed =
  | { kind: 'kept' | 'unreachable' | 'nothing_sealed' }
  | { kind: 'broken'; why: 'signature' | 'not_a_continuation' | 'forgotten' };

/**
 * Fetches the newest signed head of the portal's ledger, and the proof that the one kept last is its beginning. Keeps it; one
 * that does not fit is kept as evidence, and the last that did remains the measure.
 */
export async function witness(store: Store, portalUrl: string, now: Date): Promise<Witnessed> {
  const kept = store.findHead();
  const known = kept && LedgerHead.parse(JSON.parse(kept.head));
  const found = await fetchJson(`${portalUrl}/.well-known/mianzheng-head?since=${known?.size ?? ''}`);
  const keys = await fetchJson(`${portalUrl}/.well-known/mianzheng-keys`);
  if (found === 'not_found') return known ? { kind: 'broken', why: 'forgotten' } : { kind: 'nothing_sealed' };
  const [published, told] = [Published.safeParse(found), Keys.safeParse(keys)];
  if (!published.success || !told.success) return { kind: 'unreachable' };
  const { head, since } = published.data;
  const heads = told.data.heads.flatMap((each) => PublicKey.safeParse(each).data ?? []);
  const why = isSigned(head, heads) ? brokenBy(known, head, since?.proof) : 'signature';
  store.keepHead(JSON.stringify(head), head.size, why === undefined, now);
  return why === undefined ? { kind: 'kept' } : { kind: 'broken', why };
}

function brokenBy(known: LedgerHead | undefined, head: LedgerHead, proof: readonly string[] | undefined) {
  if (known === undefined) return undefined;
  return proof !== undefined && isConsistent(known, head, proof) ? undefined : 'not_a_continuation';
}

/** The signature is over the canonical JSON (RFC 8785) of the head without it. */
function isSigned({ signature, ...head }: LedgerHead, keys: readonly PublicKey[]): boolean {
  const key = keys.find(({ kid }) => kid === head.key);
  return key !== undefined && verifyBytes(canonicalize(head) ?? '', Buffer.from(signature, 'base64'), key);
}

async function fetchJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url.replace(/\?since=$/, ''), {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) return 'not_found';
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Witnesses once a day, and says loudly, at every look, that the ledger was once seen to be broken. */
export function startWitness(
  store: Store,
  portalUrl: string,
  clock: () => Date,
  report: (what: string) => void,
): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const look = async () => {
    const keptAt = store.findHead()?.keptAt.getTime() ?? 0;
    if (clock().getTime() - keptAt >= DAY_MS) {
      const told = await witness(store, portalUrl, clock());
      if (told.kind === 'broken') return report(`${ALARM} (${told.why})`);
    }
    if (store.countMisfits() > 0) report(ALARM);
  };
  const timer = setInterval(() => {
    running = look().catch((cause: unknown) => report(`the ledger could not be witnessed: ${String(cause)}`));
  }, LOOK_EVERY_MS);
  timer.unref();
  running = look();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}

const ALARM =
  'ALARM: the portal’s ledger does not continue the head that was kept here. Keep this file, answer nothing, and call the city.';
