import { z } from 'zod';
import { evidenceTypes } from '#catalogue/index.ts';
import { type CaseRow, findOpenableCase, listCasesOf, listEvents, type StoredEvent } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import type { FactFields } from '#domain/answer.ts';
import type { Assessment } from '#domain/assessment.ts';
import { type CaseState, replay } from '#domain/case.ts';
import type { DecidedOutcome } from '#domain/case-event.ts';
import { type DeterminedField, determinedFields } from '#domain/determination.ts';
import type { CaseId } from '#domain/ids.ts';
import { type Outcome, outcomeOf } from '#domain/outcome.ts';
import { type Actor, type CaseAction, isAllowed, isPermitted } from '#domain/permission.ts';
import { PERSONS_PART } from '#domain/persons-part.ts';
import type { RequirementState, RequirementStates } from '#domain/requirement.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { assessNow } from './advance.ts';
import { openFacts } from './case-facts.ts';
import { DecisionPersonal } from './conclude.ts';
import { unwrapKey } from './data-key.ts';
import type { Hand } from './hand.ts';
import { record } from './ledger.ts';
import { openInto, type ToOpen, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { canPropose, isSecondPerson } from './proposal.ts';
import { type CaseView, readCase } from './read-case.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/** The part of an event's sealed values that a person has written. */
const Said = z.object({ reason: z.string().nullable().default(null) });

/** What a person has said in a case, by the event's sequence number. */
export type Reasons = ReadonlyMap<number, string>;

/** Another case of the same application, as far as its events say: nothing of it is opened. */
export interface Sibling {
  id: CaseId;
  service: ServiceDefinition;
  state: CaseState;
}

/** A case as staff work on it. */
export interface DeskView {
  view: CaseView;
  siblings: readonly Sibling[];
  /**
   * The rules as they come out now, and what they lead to; null while somebody can still be waited for. While a decision
   * is proposed, as they came out for the proposal.
   */
  assessment: Assessment;
  byRules: Outcome | null;
  states: RequirementStates;
  reasons: Reasons;
  /** Values that persons have determined, by requirement. */
  determined: ReadonlyMap<string, FactFields>;
  /** What a person can enter, by requirement. */
  fields: ReadonlyMap<string, readonly DeterminedField[]>;
  /** The actions that this member of staff can take now; `propose` only with the outcomes in `proposable`. */
  actions: ReadonlySet<CaseAction>;
  proposable: readonly DecidedOutcome[];
  isOwner: boolean;
}

/** Whose an action is at the desk: everybody's of the area, anybody's while nobody has the case, its owner's, others', a second person's. */
const AT_DESK = {
  ask: 'any',
  claim: 'free',
  release: 'owner',
  determine: 'owner',
  judge: 'owner',
  propose: 'owner',
  reassign: 'others',
  approve: 'second',
  return: 'second',
  read: null,
  answer: null,
  plan: null,
  decide: null,
  park: null,
  pay: null,
  commit: null,
  withdraw: null,
  request_review: null,
  correct_account: null,
} as const satisfies Record<CaseAction, 'any' | 'free' | 'owner' | 'others' | 'second' | null>;
const ACTIONS = Object.keys(AT_DESK).filter((action): action is CaseAction => action in AT_DESK);

/** @throws VerbError not_found for a case outside the staff member's area, or for anybody who is no staff */
export async function readDeskCase(tx: Tx, actor: Actor, now: Date, id: CaseId): Promise<DeskView> {
  if (actor.kind !== 'staff') throw new VerbError('not_found');
  const view = await readCase(tx, actor, now, id);
  const openable = await findOpenableCase(tx, id);
  if (openable === undefined) throw new VerbError('not_found');
  const service = await getService(tx, view.row.service, view.row.serviceVersion);
  const history = await listEvents(tx, id);
  const state = replay(history.map(({ event }) => event));
  const loaded = { ...openable, history, state, key: unwrapKey(tx, openable.key) };
  const hand: Hand = { tx, actor: SYSTEM.portal, now, service, loaded, events: [], leaves: [] };
  const facts = await openFacts(hand);
  const assessed = assessNow(service, facts);
  const said = history.flatMap(saidIn);
  const proposal = state.proposal && history.findLast(({ event }) => event.type === 'decision.proposed');
  const { words, proposed } = await openInto(hand.leaves, tx, actor, 'review', {
    words: said.map((each) => each.words),
    proposed: proposal?.sealed ? toOpen(proposal.sealed, DecisionPersonal) : null,
  });
  await record(tx, now, hand.leaves);

  // The second person sees what was proposed, not what the rules would say by now.
  const byRulesNow = outcomeOf(assessed, facts.states);
  const { requirements } = service.definition;
  const proposable = (['granted', 'not_applicable'] as const).filter((kind) =>
    canPropose(service, state, byRulesNow, kind, null),
  );
  return {
    view,
    siblings: await listSiblings(tx, view.row),
    assessment: proposed?.assessment ?? assessed,
    byRules: proposed?.outcome ?? byRulesNow,
    states: facts.states,
    reasons: new Map(said.map(({ seq }, index) => [seq, words[index]?.reason ?? ''])),
    determined: new Map(requirements.flatMap(({ id: each }) => determinedAs(each, facts.states[each]))),
    fields: new Map(requirements.map((each) => [each.id, determinedFields(service, each.id, evidenceTypes)])),
    actions: new Set(ACTIONS.filter((action) => mayNow(actor, action, state, history))),
    proposable: [...proposable, 'refused'],
    isOwner: state.owner?.id === actor.id,
  };
}

async function listSiblings(tx: Tx, row: CaseRow): Promise<Sibling[]> {
  const siblings: Sibling[] = [];
  for (const { id, service, serviceVersion } of await listCasesOf(tx, row.applicationId)) {
    if (id === row.id) continue;
    const { definition } = await getService(tx, service, serviceVersion);
    const state = replay((await listEvents(tx, id)).map(({ event }) => event));
    siblings.push({ id, service: definition, state });
  }
  return siblings;
}

function mayNow(
  actor: Extract<Actor, { kind: 'staff' }>,
  action: CaseAction,
  state: CaseState,
  history: readonly StoredEvent[],
): boolean {
  if (!isPermitted(actor, action) || !isAllowed(state.status, action)) return false;
  switch (AT_DESK[action]) {
    case 'any':
      return true;
    case 'free':
      return state.owner === null;
    case 'owner':
      return state.owner?.id === actor.id;
    case 'others':
      return state.owner !== null && state.owner.id !== actor.id;
    case 'second':
      return state.proposal?.approvedBy === null && isSecondPerson(actor.id, history);
    case null:
      return false;
  }
}

function saidIn({ seq, event, sealed }: StoredEvent): { seq: number; words: ToOpen<z.infer<typeof Said>> }[] {
  return sealed !== null && PERSONS_PART[event.type] !== null ? [{ seq, words: toOpen(sealed, Said) }] : [];
}

function determinedAs(id: string, state: RequirementState | undefined): [string, FactFields][] {
  return state?.kind === 'established' && state.rung === null ? [[id, state.value]] : [];
}
