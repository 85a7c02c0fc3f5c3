import type { Need } from '#domain/outcome.ts';

/** The one judgement that is wanted of a person, and how many more there are. */
export interface Wanted {
  need: Need | null;
  more: number;
}

/** What a person can settle comes before what only waits or is to be signed. */
const RANKS = {
  already_granted: 0,
  criterion: 1,
  requirement: 2,
  amount: 3,
  limit: 4,
  signature: 5,
  parameter: 6,
} as const satisfies Record<Need['kind'], number>;

/** The first of a case's needs as a person takes them. */
export function wantedOf(needs: readonly Need[]): Wanted {
  const [need = null, ...others] = needs.toSorted((a, b) => RANKS[a.kind] - RANKS[b.kind]);
  return { need, more: others.length };
}

/** Where the words for a need stand below `desk.wanted`: the one for this very thing, and the one for its kind. */
export function wantedKeys(need: Need): { own: string | null; kind: Need['kind'] } {
  const { kind } = need;
  if (kind === 'requirement' || kind === 'criterion') return { own: `${kind}.${need.id}`, kind };
  return { own: null, kind };
}
