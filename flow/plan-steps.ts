import { z } from 'zod';
import { type LeaderRow, listLeaders } from '#db/followers.ts';
import { type GrantRow, listActiveGrants } from '#db/reference.ts';
import type { CaseState } from '#domain/case.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { civilDateAt } from '#domain/dates.ts';
import { StepId } from '#domain/ids.ts';
import { afterAnswer, type Claim } from '#domain/ladder.ts';
import type { WaveQuestion } from '#domain/plan.ts';
import { PersonRef, type PlannedQuestion } from '#domain/question.ts';
import { RequirementStanding, type RequirementState } from '#domain/requirement.ts';
import type { CompiledService } from '#domain/rules.ts';
import type { PartyRole, Requirement } from '#domain/service.ts';
import type { Hand } from './hand.ts';
import { newId } from './new-id.ts';
import { openInto, toOpen } from './open.ts';
import { questionKey } from './question-key.ts';

/** A question that a grant covers, as it goes into the queue. */
export interface GrantedQuestion {
  planned: PlannedQuestion;
  questionKey: string;
  priority: GrantRow['priority'];
}

/** A wave that may be sent, and the questions of it that no grant covers. */
export interface GrantedWave {
  questions: GrantedQuestion[];
  refused: { question: WaveQuestion; ungranted: string[] }[];
}

/**
 * Grant first: keeps the questions for which the departments have granted every field to this service, for this
 * purpose and legal basis, today. The others are refused by name before anything is sent.
 */
export async function matchGrants(
  hand: Hand,
  claim: Claim,
  wave: readonly WaveQuestion[],
): Promise<GrantedWave> {
  const { tx, service, now } = hand;
  const grants = await listActiveGrants(tx, service.definition.id, civilDateAt(now));
  const result: GrantedWave = { questions: [], refused: [] };
  const covered: { question: WaveQuestion; grant: GrantRow }[] = [];
  for (const question of wave) {
    const grant = grants.find(
      (row) => row.requirement === question.requirement && row.evidence === question.evidence,
    );
    const ungranted = ungrantedParts(grant, getRequirement(service, question.requirement), question);
    if (grant !== undefined && ungranted.length === 0) covered.push({ question, grant });
    else result.refused.push({ question, ungranted });
  }
  if (covered.length > 0) result.questions.push(...(await planAll(hand, claim, covered)));
  return result;
}

async function planAll(
  hand: Hand,
  claim: Claim,
  covered: readonly { question: WaveQuestion; grant: GrantRow }[],
): Promise<GrantedQuestion[]> {
  const { tx, service, now, loaded } = hand;
  const leaders = await listLeaders(tx, loaded.row.applicationId, loaded.row.id);
  const personOf = await openPersons(hand);
  return covered.map(({ question, grant }) => {
    const { requirement, rung, evidence, fields, subjects } = question;
    const given = givenOf(getRequirement(service, requirement), claim);
    const key = questionKey({
      connector: grant.connector,
      evidence,
      subjects: subjects.map(personOf),
      given,
    });
    const leader = grant.reuse === 'none' ? null : findLeader(leaders, key, fields);
    return {
      planned: {
        step: newId(StepId, 'step', now),
        requirement,
        rung,
        evidence,
        connector: grant.connector,
        grant: grant.id,
        fields: [...fields],
        subjects: [...subjects],
        leader,
      },
      questionKey: key,
      priority: grant.priority,
    };
  });
}

/** The persons of an application by role, opened to be asked about. */
async function openPersons({ tx, actor, leaves, loaded }: Hand): Promise<(role: PartyRole) => PersonRef> {
  const { persons } = await openInto(leaves, tx, actor, 'ask_department', {
    persons: loaded.parties.map(({ person }) => toOpen(person, PersonRef)),
  });
  return (role) => PersonRef.parse(persons[loaded.parties.findIndex((party) => party.role === role)]);
}

/** The values of the claim that are sent along to be verified. */
export function givenOf({ given }: Requirement, claim: Claim): Record<string, string> {
  const entries = Object.entries(given).map(([key, answer]) => [key, claim[answer]]);
  return z.record(z.string(), z.string()).parse(Object.fromEntries(entries));
}

/** The same question of another case of the application, if it asks for all of these fields. */
function findLeader(leaders: readonly LeaderRow[], key: string, fields: readonly string[]): StepId | null {
  const found = leaders.find(
    (leader) => leader.questionKey === key && fields.every((field) => leader.fields.includes(field)),
  );
  return found?.id ?? null;
}

/** What of a question a grant does not cover: the evidence type as a whole, purpose, legal basis, or fields by name. */
function ungrantedParts(
  grant: GrantRow | undefined,
  requirement: Requirement,
  question: WaveQuestion,
): string[] {
  if (grant === undefined) return [question.evidence];
  const parts = question.fields.filter((field) => !grant.fields.includes(field));
  if (grant.purpose !== requirement.purpose['zh-CN']) parts.push('purpose');
  if (grant.legalBasis !== requirement.legalBasis.citation) parts.push('legalBasis');
  return parts;
}

/** The requirement of a definition. @throws if the definition has none of that id: a case outlived its version. */
export function getRequirement(service: CompiledService, id: string): Requirement {
  const found = service.definition.requirements.find((requirement) => requirement.id === id);
  if (found === undefined) throw new Error(`${service.definition.id} has no requirement ${id}`);
  return found;
}

/** The standing of a state: the state without its value. */
export function standingOf(state: RequirementState): RequirementStanding {
  return RequirementStanding.parse(state);
}

/** The events of a wave: one for its questions, one for each that was refused. */
export function waveEvents(
  service: CompiledService,
  state: CaseState,
  states: Readonly<Record<string, RequirementState>>,
  claim: Claim,
  wave: GrantedWave,
): { events: CaseEvent[]; states: Record<string, RequirementState> } {
  const next: Record<string, RequirementState> = { ...states };
  const events: CaseEvent[] = wave.refused.map(({ question, ungranted }) => {
    const requirement = getRequirement(service, question.requirement);
    const before = next[requirement.id] ?? { kind: 'open', rung: question.rung };
    const place = { requirement, claim, rung: question.rung };
    const after = afterAnswer(before, place, { effect: 'lower', reason: 'not_permitted' });
    next[requirement.id] = after;
    const { rung, evidence } = question;
    const data = { requirement: requirement.id, rung, evidence, ungranted, standing: standingOf(after) };
    return { type: 'question.refused', version: 1, data };
  });
  if (wave.questions.length > 0) {
    const questions = wave.questions.map(({ planned }) => planned);
    events.push({ type: 'wave.planned', version: 1, data: { wave: state.wave + 1, questions } });
    for (const { requirement, rung } of questions)
      next[requirement] = { kind: 'waiting', rung, offered: null };
  }
  return { events, states: next };
}
