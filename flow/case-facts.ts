import { z } from 'zod';
import { listParameters } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { Cleaning, FactFields } from '#domain/answer.ts';
import { areaChain } from '#domain/area.ts';
import type { AssessmentInput } from '#domain/assess.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { initial } from '#domain/ladder.ts';
import { findParameter } from '#domain/parameters.ts';
import type { RequirementStates } from '#domain/requirement.ts';
import type { CompiledService } from '#domain/rules.ts';
import type { LoadedCase } from './append.ts';
import { Answers } from './draft.ts';
import type { Hand } from './hand.ts';
import { openInto, toOpen } from './open.ts';
import { remembered } from './reference-cache.ts';

/** What an answer or a commitment keeps sealed: the fields as they came, and the value that the rules read. */
export const FactPersonal = z.object({
  fields: FactFields.nullable(),
  value: FactFields.nullable(),
  salt: z.base64(),
  /** What was made of the values that the source wrote, and why; absent where nothing was. */
  cleaning: z.array(Cleaning).optional(),
});
export type FactPersonal = z.infer<typeof FactPersonal>;

/** A case with everything that the rules may read of it. */
export interface CaseFacts {
  claim: Readonly<Record<string, string>>;
  states: RequirementStates;
  lookup: AssessmentInput['lookup'];
  judged: Readonly<Record<string, boolean>>;
}

/** Opens claim and established values of a case for the system (one ledger row) and joins them with its standings. */
export async function openFacts({ tx, actor, leaves, service, loaded }: Hand): Promise<CaseFacts> {
  const sealedFacts = loaded.history.flatMap(({ event, sealed }, index) =>
    sealed !== null && isFact(event) && !isAskedAgain(loaded.history.slice(index), event.data.requirement)
      ? [{ rung: null, ...event.data, sealed }]
      : [],
  );
  const { answers, facts } = await openInto(leaves, tx, actor, 'assess', {
    answers: toOpen(loaded.application.answers, Answers),
    facts: sealedFacts.map(({ sealed }) => toOpen(sealed, FactPersonal)),
  });
  const { claim } = answers;
  const values = new Map<string, FactFields>();
  sealedFacts.forEach(({ requirement, standing, rung }, index) => {
    const value = facts[index]?.value ?? null;
    // A late answer of a rung that was passed over changes nothing that another rung has established. What a person
    // determines later stands in place of what was there.
    const isItsOwn = standing.kind === 'established' && standing.rung === rung;
    if (isItsOwn && value !== null && (rung === null || !values.has(requirement)))
      values.set(requirement, value);
  });
  const lookup = await openParameters(tx, service, loaded.row.area);
  const { standings, judged } = loaded.state;
  return { claim, states: statesOf(service, claim, standings, values), lookup, judged };
}

type FactEvent = Extract<
  CaseEvent,
  { type: 'answer.received' | 'commitment.made' | 'requirement.determined' }
>;

/** Whether a requirement's question was put once more later on: what it had brought before counts no longer. */
function isAskedAgain(later: LoadedCase['history'], requirement: string): boolean {
  return later.some(
    ({ event }) =>
      (event.type === 'question.asked_again' || event.type === 'question.reopened') &&
      event.data.requirement === requirement,
  );
}

function isFact(event: CaseEvent): event is FactEvent {
  return ['answer.received', 'commitment.made', 'requirement.determined'].includes(event.type);
}

function statesOf(
  service: CompiledService,
  claim: Readonly<Record<string, string>>,
  standings: LoadedCase['state']['standings'],
  values: ReadonlyMap<string, FactFields>,
): RequirementStates {
  return Object.fromEntries(
    service.definition.requirements.map((requirement) => {
      const standing = standings[requirement.id];
      if (standing === undefined) return [requirement.id, initial(requirement, claim)];
      if (standing.kind !== 'established') return [requirement.id, standing];
      return [requirement.id, { ...standing, value: values.get(requirement.id) ?? {} }];
    }),
  );
}

/** The dated figures that a service reads, for one area and the areas above it. */
export async function openParameters(
  tx: Tx,
  service: CompiledService,
  areaPath: string,
): Promise<AssessmentInput['lookup']> {
  const chain = areaChain(areaPath);
  const keys = service.definition.parameters.map(({ key }) => key);
  const rows = await readParameters(tx, JSON.stringify([keys, chain]));
  return (key, on) => findParameter(rows, key, chain, on) ?? null;
}

const KeysAndAreas = z.tuple([z.array(z.string()), z.array(z.string())]);
const readParameters = remembered(1_000, async (tx, key) => {
  const [keys, areas] = KeysAndAreas.parse(JSON.parse(key));
  return listParameters(tx, keys, areas);
});
