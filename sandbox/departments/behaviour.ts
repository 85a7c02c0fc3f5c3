import { z } from 'zod';

/**
 * How a department behaves, for demonstrations, tests and measurements:
 * normal · slow: after `delayMs` · refused: nobody listens on its port · broken: HTTP 503 · wrong: answers that do not keep
 * to the protocol · lying: answers about another person · late: 202 and a call back after `lateSeconds` · never: 202 and
 * no call back · quota: 429. An old service (sandbox/services) says the same in its own words, and is never late.
 */
export const MODES = [
  'normal',
  'slow',
  'refused',
  'broken',
  'wrong',
  'lying',
  'late',
  'never',
  'quota',
] as const;

export const Behaviour = z.object({
  mode: z.enum(MODES).default('normal'),
  /** Milliseconds before an answer in mode slow. */
  delayMs: z.coerce.number().int().min(0).max(600_000).default(5_000),
  /** Seconds until the call back in mode late. */
  lateSeconds: z.coerce.number().int().min(0).max(86_400).default(10),
  /** Part of all answers that come late in mode normal, 0 to 1; chosen by the call's id, so the same each time. */
  lateShare: z.coerce.number().min(0).max(1).default(0),
  /** Milliseconds until the call back where an officer looks into a paper file, and for `lateShare`. */
  byHandMs: z.coerce.number().int().min(0).max(86_400_000).default(2_000),
  /** Questions answered a civil day in China by a department that counts them (`Department.countsCalls`); others ignore it. */
  dailyLimit: z.coerce.number().int().min(0).max(1_000_000).default(10_000),
  /** Fixed response times in milliseconds, taken in turn; empty is as fast as it goes. */
  latencyMs: z.array(z.coerce.number().int().min(0).max(600_000)).max(10_000).default([]),
});
export type Behaviour = z.infer<typeof Behaviour>;

/** Bodies of the mode wrong, in turn: each is some department's real way of failing. */
export const WRONG_BODIES: readonly { type: string; body: string }[] = [
  { type: 'text/html', body: '<html><body>系统维护中</body></html>' },
  { type: 'application/json', body: '{"call":' },
  { type: 'application/json', body: '{"code":"1","msg":"success","data":null}' },
  { type: 'application/json', body: '{"answer":{"kind":"yes"}}' },
];
