import type { Reach } from '#domain/connector.ts';

/** An existing service as its document describes it. */
export type MappedReach = Extract<Reach, { way: 'mapped' }>;
