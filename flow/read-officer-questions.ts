import { evidenceTypes } from '#catalogue/index.ts';
import { type DeskQuestionRow, findDeskQuestion, listDeskQuestions } from '#db/desk-questions.ts';
import type { Tx } from '#db/with-tx.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { DeskQuestionId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { type Question, TEST_CASE } from '#domain/question.ts';
import { OfficerNote, OfficerQuestion } from './officer-question.ts';
import { open, toOpen } from './open.ts';
import { VerbError } from './problems.ts';

const SHOWN = 200;
const PERMISSION = 'answer:question:department';

export type Officer = Extract<Actor, { kind: 'staff' }>;

/** A question in a list: by what is asked and when it is due; whom it is about is seen only where it is opened. */
export interface QuestionLine {
  row: DeskQuestionRow;
  evidence: EvidenceType;
  /** Whether this officer answered: somebody else has to confirm it, or has given it back. */
  isOwnAnswer: boolean;
  /** Whether it tries a connector, about somebody who does not exist. */
  isTest: boolean;
}

/**
 * A question with its persons, and what the first officer has found where it waits for the second; once it has been given
 * back only the first one sees it, and everybody else looks for himself.
 */
export interface OpenedQuestion extends QuestionLine {
  question: Question;
  found: OfficerNote | null;
}

/** Whoever may answer questions of a department. @throws VerbError not_found for anybody else */
export function asOfficer(actor: Actor): Officer {
  if (actor.kind !== 'staff' || actor.department === null || !holds(actor, PERMISSION))
    throw new VerbError('not_found');
  return actor;
}

/** A question as this officer sees it in a list. */
export function lineOf(officer: Officer, row: DeskQuestionRow): QuestionLine {
  const evidence = evidenceTypes.find(({ code }) => code === row.evidence);
  if (evidence === undefined) throw new Error('a question is about evidence of the catalogue');
  const isOwnAnswer = row.answeredBy === officer.id;
  return { row, evidence, isOwnAnswer, isTest: row.caseNumber === TEST_CASE };
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
  const line = lineOf(officer, row);
  const isShown = row.state !== 'open' || line.isOwnAnswer;
  const { question, found } = await open(tx, officer, 'officer_question', now, {
    question: toOpen(row.question, OfficerQuestion),
    found: row.answer && isShown ? toOpen(row.answer, OfficerNote) : null,
  });
  return { ...line, question, found };
}
