import type { Assessment } from './assessment.ts';
import type { EvidenceType } from './evidence.ts';
import type { RequirementState, RequirementStates } from './requirement.ts';
import type { CompiledService } from './rules.ts';
import type { PartyRole, Requirement, Rung } from './service.ts';

/** A question that is worth asking now; which connector is asked, its grant says. */
export interface WaveQuestion {
  requirement: string;
  rung: number;
  evidence: EvidenceType['code'];
  fields: readonly string[];
  subjects: readonly PartyRole[];
}

interface Candidate {
  requirement: Requirement;
  state: RequirementState;
  index: number;
  rung: Extract<Rung, { means: 'data_share' }>;
  evidence: EvidenceType;
}

/**
 * The next wave (波次): every question that can still change verdict, amounts or payee and that has not been asked.
 * Evidence that is held back (scarce, or sensitive) is asked only once no other question is open or awaited, so that
 * cheaper facts may settle the matter first. A source that is silent beyond its patience holds nothing back. What the
 * definition asks first is asked alone.
 * Deterministic, in the order of the definition; empty where nothing is left to ask.
 */
export function planWave(
  service: CompiledService,
  states: RequirementStates,
  assessment: Assessment,
  evidenceTypes: readonly EvidenceType[],
): WaveQuestion[] {
  const { askFirst } = service.definition;
  const needed = new Set(assessment.needs.requirements);
  const isFirst = (id: string) => askFirst.includes(id) && needed.has(id) && isUnanswered(states[id]);
  const first = service.definition.requirements.some(({ id }) => isFirst(id));
  const candidates = service.definition.requirements
    .filter(({ id }) => needed.has(id) && (!first || isFirst(id)))
    .flatMap((requirement) => findCandidate(requirement, states[requirement.id], evidenceTypes) ?? []);
  const unheld = candidates.filter(({ evidence }) => evidence.held === null);
  const wave = unheld.length > 0 ? unheld : candidates;
  return wave.filter(({ state }) => state.kind === 'open').map(questionOf);
}

/** Nobody has answered yet and nothing below has opened. */
function isUnanswered(state: RequirementState | undefined): boolean {
  return state?.kind === 'open' || (state?.kind === 'waiting' && state.offered === null);
}

/** The department's question at which a requirement stands: not asked yet, or asked and patiently awaited. */
function findCandidate(
  requirement: Requirement,
  state: RequirementState | undefined,
  evidenceTypes: readonly EvidenceType[],
): Candidate | undefined {
  if (state === undefined || (state.kind !== 'open' && state.kind !== 'waiting') || !isUnanswered(state))
    return undefined;
  const rung = requirement.ladder[state.rung];
  if (rung?.means !== 'data_share') return undefined;
  const evidence = evidenceTypes.find((type) => type.code === rung.evidence);
  return evidence && { requirement, state, index: state.rung, rung, evidence };
}

function questionOf({ requirement, index, rung, evidence }: Candidate): WaveQuestion {
  return {
    requirement: requirement.id,
    rung: index,
    evidence: evidence.code,
    fields: rung.fields,
    subjects: requirement.subjects,
  };
}
