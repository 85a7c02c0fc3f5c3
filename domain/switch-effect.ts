import type { Due } from './case-event.ts';
import { addDays, type CivilDate } from './dates.ts';
import type { EvidenceCode } from './evidence.ts';
import type { CaseId } from './ids.ts';
import type { Rung, ServiceDefinition } from './service.ts';

/** A case that relies on a connector for one requirement. `isOpen`: the question is out now; else it may still be put. */
export interface Reliance {
  caseId: CaseId;
  service: ServiceDefinition;
  requirement: string;
  evidence: EvidenceCode;
  due: Due;
  isOpen: boolean;
}

/** What takes over for a requirement whose question is stopped: the next rungs of its ladder, or a person. */
export type TakesOver =
  | { means: 'data_share'; evidence: EvidenceCode }
  | { means: 'commitment' }
  | { means: 'person' };

/** What stopping questions does to open cases. Counts are cases. */
export interface SwitchEffect {
  /** Cases whose question is out and stalls at once. */
  stalled: number;
  /** Open cases that have not come to the question and may still. */
  later: number;
  /** Of the stalled ones: by what takes over, most first. Several in one entry: it depends on what was declared. */
  takesOver: readonly { by: readonly TakesOver[]; count: number }[];
  dueToday: number;
  /** Within the seven days from today, today among them; overdue ones too. */
  dueThisWeek: number;
}

/**
 * What takes over from one evidence type's rung. A rung that stands in the ladder only for some declarations may be the next
 * one or not: what was declared is sealed, so all that may follow are named.
 */
export function takesOver(
  service: ServiceDefinition,
  requirement: string,
  evidence: EvidenceCode,
): TakesOver[] {
  const ladder = service.requirements.find(({ id }) => id === requirement)?.ladder ?? [];
  const own = ladder.findIndex((rung) => rung.means === 'data_share' && rung.evidence === evidence);
  const below = ladder.slice(own + 1);
  const certain = below.findIndex(({ onlyFor }) => onlyFor === null);
  const next = certain === -1 ? below : below.slice(0, certain + 1);
  return [...next.map(meansOf), ...(certain === -1 ? [{ means: 'person' as const }] : [])];
}

function meansOf(rung: Rung): TakesOver {
  return rung.means === 'data_share'
    ? { means: 'data_share', evidence: rung.evidence }
    : { means: 'commitment' };
}

/** What stopping these questions does, as of a civil day. A case that relies on several of them counts once. */
export function switchEffect(reliances: readonly Reliance[], today: CivilDate): SwitchEffect {
  const stalled = oncePerCase(reliances.filter(({ isOpen }) => isOpen));
  const stalledIds = new Set(stalled.map(({ caseId }) => caseId));
  const later = oncePerCase(reliances.filter(({ isOpen, caseId }) => !isOpen && !stalledIds.has(caseId)));
  const groups = Map.groupBy(stalled, ({ service, requirement, evidence }) =>
    JSON.stringify(takesOver(service, requirement, evidence)),
  );
  const inAWeek = addDays(today, 6);
  const dueBy = (day: CivilDate) => stalled.filter(({ due }) => 'date' in due && due.date <= day).length;
  return {
    stalled: stalled.length,
    later: later.length,
    takesOver: [...groups.values()]
      .flatMap((cases) => {
        const [first] = cases;
        if (first === undefined) return [];
        return [{ by: takesOver(first.service, first.requirement, first.evidence), count: cases.length }];
      })
      .toSorted((one, other) => other.count - one.count),
    dueToday: dueBy(today),
    dueThisWeek: dueBy(inAWeek),
  };
}

function oncePerCase(reliances: readonly Reliance[]): Reliance[] {
  return [...new Map(reliances.map((each) => [each.caseId, each])).values()];
}
