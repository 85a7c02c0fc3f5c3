import type { AssessmentInput } from './assess.ts';
import type { ExhaustedReason, RequirementState, RequirementStates } from './requirement.ts';
import type { CompiledService } from './rules.ts';
import type { Requirement } from './service.ts';

/**
 * What the rules may read of each requirement: its established value; null where its ladder ended in a way that the
 * definition reads as "none"; unknown for everything else, also for a ladder that ended in a contradiction.
 */
export function factsOf(service: CompiledService, states: RequirementStates): AssessmentInput['facts'] {
  return Object.fromEntries(
    service.definition.requirements.map((requirement) => [
      requirement.id,
      factOf(requirement, states[requirement.id]),
    ]),
  );
}

function factOf(requirement: Requirement, state: RequirementState | undefined) {
  if (state?.kind === 'established') return state.value;
  const readable: readonly ExhaustedReason[] = requirement.readsNullOn;
  return state?.kind === 'exhausted' && readable.includes(state.reason) ? null : 'unknown';
}
