import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

type Kept = { payload: AdapterPayload; until: number };

/** Sweeps out what has expired whenever this many entries have been written. */
const SWEEP_EVERY = 1_000;

/** Sign-ins under way, codes and tokens, in this process's memory: nothing of them is to survive it. */
export function memory(): AdapterFactory {
  const kept = new Map<string, Kept>();
  let written = 0;
  const sweep = (now: number) => {
    for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
  };
  const find = (matches: (payload: AdapterPayload) => boolean, model: string) => {
    const entries = [...kept].filter(([key, { until }]) => key.startsWith(`${model}:`) && until > Date.now());
    return entries.find(([, { payload }]) => matches(payload))?.[1].payload;
  };
  return (model): Adapter => ({
    async upsert(id, payload, expiresIn) {
      written += 1;
      if (written % SWEEP_EVERY === 0) sweep(Date.now());
      const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1_000;
      kept.set(`${model}:${id}`, { payload, until });
    },
    async find(id) {
      const found = kept.get(`${model}:${id}`);
      return found && found.until > Date.now() ? found.payload : undefined;
    },
    findByUid: async (uid) => find((payload) => payload.uid === uid, model),
    findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode, model),
    async consume(id) {
      const found = kept.get(`${model}:${id}`);
      if (found) found.payload = { ...found.payload, consumed: Math.floor(Date.now() / 1_000) };
    },
    async destroy(id) {
      kept.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
