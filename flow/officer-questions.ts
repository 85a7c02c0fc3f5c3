import { evidenceTypes } from '#catalogue/index.ts';
import {
  type DeskQuestionRow,
  findDeskQuestion,
  listDeskQuestions,
  lockDeskQuestion,
  updateDeskQuestion,
} from '#db/desk-questions.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { RawForm } from '#domain/form.ts';
import type { DeskQuestionId } from '#domain/ids.ts';
import {
  askedFields,
  type OfficerFault,
  type OfficerFinding,
  type OfficerKind,
  parseFinding,
} from '#domain/officer-answer.ts';
import { type Actor, holds } from '#domain/permission.ts';
import type { Question } from '#domain/question.ts';
import { getKey } from './data-key.ts';
import { record } from './ledger.ts';
import { OfficerNote, OfficerQuestion } from './officer-question.ts';
import { open, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';

const SHOWN = 200;
const PERMISSION = 'answer:question:department';

type Officer = Extract<Actor, { kind: 'staff' }>;

/** A question in a list: by what is asked and when it is due; whom it is about is seen only where it is opened. */
export interface QuestionLine {
  row: DeskQuestionRow;
  evidence: EvidenceType;
  /** Whether this officer is the one who must wait for somebody else to confirm. */
  isOwnAnswer: boolean;
}

/** A question with its persons, and what the first officer has found where it waits for the second. */
export interface OpenedQuestion extends QuestionLine {
  question: Question;
  found: OfficerNote | null;
}

function asOfficer(actor: Actor): Officer {
  if (actor.kind !== 'staff' || actor.department === null || !holds(actor, PERMISSION))
    throw new VerbError('not_found');
  return actor;
}

function lineOf(officer: Officer, row: DeskQuestionRow): QuestionLine {
  const evidence = evidenceTypes.find(({ code }) => code === row.evidence);
  if (evidence === undefined) throw new Error('a question is about evidence of the catalogue');
  return { row, evidence, isOwnAnswer: row.answeredBy === officer.id };
}

/** What waits on the desk of the officer's department. @throws VerbError not_found for anybody else */
export async function listQuestions(tx: Tx, actor: Actor): Promise<QuestionLine[]> {
  const officer = asOfficer(actor);
  return (await listDeskQuestions(tx, SHOWN)).map((row) => lineOf(officer, row));
}

/**
 * Opens one question with the persons whom it is about: one ledger row says who has looked.
 * @throws VerbError not_found where it is no question of the officer's department
 */
export async function readQuestion(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: DeskQuestionId,
): Promise<OpenedQuestion> {
  const officer = asOfficer(actor);
  const row = await findDeskQuestion(tx, id);
  if (row === undefined) throw new VerbError('not_found');
  const { question, found } = await open(tx, officer, 'officer_question', now, {
    question: toOpen(row.question, OfficerQuestion),
    found: row.answer && toOpen(row.answer, OfficerNote),
  });
  return { ...lineOf(officer, row), question, found };
}

/** What an officer sends: what was found, its values, and where in the files it stands. */
export interface FindingForm {
  kind: OfficerKind;
  values: RawForm;
  foundAt: string;
}

export type Answered =
  | { kind: 'accepted'; waitsForSecond: boolean }
  | { kind: 'rejected'; faults: Readonly<Record<string, OfficerFault>> };

/**
 * 答复: an officer says what the files say. Where two persons are needed it waits for the second one; else it is final.
 * @throws VerbError not_found, or not_allowed where it was answered or withdrawn meanwhile
 */
export async function answerQuestion(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: DeskQuestionId,
  form: FindingForm,
): Promise<Answered> {
  const officer = asOfficer(actor);
  const row = await lockDeskQuestion(tx, id);
  if (row === undefined) throw new VerbError('not_found');
  if (row.state !== 'open') throw new VerbError('not_allowed');
  const { evidence } = lineOf(officer, row);
  const parsed = parseFinding(askedFields(evidence, row.fields), form.kind, form.values);
  if (!parsed.ok) return { kind: 'rejected', faults: parsed.faults };
  const note: OfficerNote = {
    answer: answerOf(parsed.finding, evidence, now),
    foundAt: form.foundAt,
  };
  const answer = seal(await getKey(tx, row.keyId), 'desk_questions', 'answer', id, note);
  const first = { answer, answeredBy: officer.id, answeredAt: now };
  const change = row.twoPersons
    ? { ...first, state: 'answered' as const }
    : { ...first, state: 'done' as const, confirmedAt: now };
  await updateDeskQuestion(tx, id, change);
  await recordHand(tx, officer, now, row, row.twoPersons ? 'answered' : 'final');
  return { kind: 'accepted', waitsForSecond: row.twoPersons };
}

/**
 * 复核: a second officer, who has looked for himself, confirms the answer or gives the question back to be answered anew.
 * @throws VerbError not_found, or not_allowed: for the first officer, or where nothing waits to be confirmed
 */
export async function confirmAnswer(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: DeskQuestionId,
  agrees: boolean,
): Promise<void> {
  const officer = asOfficer(actor);
  const row = await lockDeskQuestion(tx, id);
  if (row === undefined) throw new VerbError('not_found');
  if (row.state !== 'answered' || row.answeredBy === officer.id) throw new VerbError('not_allowed');
  const change = agrees
    ? { state: 'done' as const, confirmedBy: officer.id, confirmedAt: now }
    : { state: 'open' as const, answer: null, answeredBy: null, answeredAt: null };
  await updateDeskQuestion(tx, id, change);
  await recordHand(tx, officer, now, row, agrees ? 'final' : 'given_back');
}

function answerOf(finding: OfficerFinding, evidence: EvidenceType, now: Date): Answer {
  const source = `${evidence.department['zh-CN']}（人工查档）`;
  const provenance = { source, asOf: now.toISOString(), keyUsed: null, validUntil: null, flags: [] };
  switch (finding.kind) {
    case 'confirmed':
      return { kind: 'confirmed', fields: finding.fields, ...provenance };
    case 'no_record':
      return { kind: 'no_record', ...provenance };
    case 'ambiguous':
      return { ...finding, reason: 'officer', ...provenance };
  }
}

function recordHand(
  tx: Tx,
  officer: Officer,
  now: Date,
  { id, call, connector }: DeskQuestionRow,
  hand: 'answered' | 'final' | 'given_back',
): Promise<void> {
  const refs = { question: id, call, connector, hand };
  return record(tx, now, [{ kind: 'question.answered', actor: officer.id, refs }]);
}
