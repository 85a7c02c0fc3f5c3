import type { Actor } from '#domain/permission.ts';

/** The system as an actor, by the process that it runs in. */
export const SYSTEM = {
  broker: { kind: 'system', id: 'broker' },
  portal: { kind: 'system', id: 'portal' },
} as const satisfies Record<string, Actor>;
