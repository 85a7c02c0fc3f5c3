import { v4 } from 'uuid';
import { type LeaderRow, listLeaders } from '#db/followers.ts';
import { type GrantRow, listActiveGrants } from '#db/reference.ts';
import { insertSteps } from '#db/steps.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseState } from '#domain/case.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { civilDateAt } from '#domain/dates.ts';
import { type CaseId, StepId } from '#domain/ids.ts';
import { afterAnswer, type Claim } from '#domain/ladder.ts';
import type { WaveQuestion } from '#domain/plan.ts';
import type { PlannedQuestion } from '#domain/question.ts';
import { RequirementStanding, type RequirementState } from '#domain/requirement.ts';
import type { CompiledService } from '#domain/rules.ts';
import type { Requirement } from '#domain/service.ts';
import type { Hand } from './hand.ts';
import { newId } from './new-id.ts';
import { getService } from './services.ts';

/** A wave that may be sent, and the questions of it that no grant covers. */
export interface GrantedWave {
  questions: PlannedQuestion[];
  refused: { question: WaveQuestion; ungranted: string[] }[];
}

/**
 * Grant first: keeps the questions for which the departments have granted every field to this service, for this
 * purpose and legal basis, today. The others are refused by name before anything is sent.
 */
export async function matchGrants(
  { tx, service, now, loaded: { row } }: Hand,
  wave: readonly WaveQuestion[],
): Promise<GrantedWave> {
  const grants = await listActiveGrants(tx, service.definition.id, civilDateAt(now));
  const leaders = await listLeaders(tx, row.applicationId, row.id);
  const result: GrantedWave = { questions: [], refused: [] };
  for (const question of wave) {
    const grant = grants.find(
      (row) => row.requirement === question.requirement && row.evidence === question.evidence,
    );
    const ungranted = ungrantedParts(grant, getRequirement(service, question.requirement), question);
    if (grant !== undefined && ungranted.length === 0) {
      result.questions.push({
        step: newId(StepId, 'step', now),
        requirement: question.requirement,
        rung: question.rung,
        evidence: question.evidence,
        connector: grant.connector,
        grant: grant.id,
        fields: [...question.fields],
        subjects: [...question.subjects],
        leader: grant.reuse === 'none' ? null : await findLeader(tx, service, question, grant, leaders),
      });
    } else {
      result.refused.push({ question, ungranted });
    }
  }
  return result;
}

/**
 * The question of another case of the same application that asks all of this one: the same evidence of the same connector
 * about the same persons, with the same values to verify.
 */
async function findLeader(
  tx: Tx,
  service: CompiledService,
  question: WaveQuestion,
  grant: GrantRow,
  leaders: readonly LeaderRow[],
): Promise<StepId | null> {
  const given = JSON.stringify(getRequirement(service, question.requirement).given);
  for (const leader of leaders) {
    const isSame =
      leader.evidence === question.evidence &&
      leader.connector === grant.connector &&
      leader.subjects.join() === question.subjects.join() &&
      question.fields.every((field) => leader.fields.includes(field));
    if (!isSame) continue;
    const asking = await getService(tx, leader.service, leader.serviceVersion);
    if (JSON.stringify(getRequirement(asking, leader.requirement).given) === given) return leader.id;
  }
  return null;
}

/** What of a question a grant does not cover: the evidence type as a whole, purpose, legal basis, or fields by name. */
function ungrantedParts(
  grant: GrantRow | undefined,
  requirement: Requirement,
  question: WaveQuestion,
): string[] {
  if (grant === undefined || !question.connectors.includes(grant.connector)) return [question.evidence];
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
    const data = { wave: state.wave + 1, questions: wave.questions };
    events.push({ type: 'wave.planned', version: 1, data });
    for (const { requirement, rung } of wave.questions)
      next[requirement] = { kind: 'waiting', rung, offered: null };
  }
  return { events, states: next };
}

/** Queues the questions of a wave, due now. */
export async function queueQuestions(
  tx: Tx,
  service: CompiledService,
  caseId: CaseId,
  wave: number,
  questions: readonly PlannedQuestion[],
  now: Date,
): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map(({ step, grant, ...question }) => {
    const rung = getRequirement(service, question.requirement).ladder[question.rung];
    const patience = rung?.means === 'data_share' ? rung.patienceMinutes * 60_000 : 0;
    return {
      ...question,
      id: step,
      grantId: grant,
      caseId,
      wave,
      call: v4(),
      status: 'open' as const,
      dueAt: now,
      patienceUntil: new Date(now.getTime() + patience),
      fence: 0,
      attempts: 0,
      createdAt: now,
    };
  });
  await insertSteps(tx, rows);
}
