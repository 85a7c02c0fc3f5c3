import { type DeskQuestionRow, lockDeskQuestion, updateDeskQuestion } from '#db/desk-questions.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { DeskQuestionId } from '#domain/ids.ts';
import {
  askedFields,
  type FindingForm,
  type OfficerFault,
  type OfficerFinding,
  parseFinding,
} from '#domain/officer-answer.ts';
import type { Actor } from '#domain/permission.ts';
import { getKey } from './data-key.ts';
import { record } from './ledger.ts';
import { OfficerNote } from './officer-question.ts';
import { open, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { asOfficer, lineOf, type Officer } from './read-officer-questions.ts';
import { seal } from './seal.ts';

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
  const parsed = parseFinding(askedFields(evidence, row.fields), form, civilDateAt(now));
  if (!parsed.ok) return { kind: 'rejected', faults: parsed.faults };
  const note: OfficerNote = {
    answer: answerOf(parsed.finding, evidence, now),
    foundAt: parsed.foundAt,
    givenBack: null,
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
 * 复核: a second officer, who has looked for himself, confirms the answer or gives the question back to be answered anew;
 * the first one then sees his answer again, with what the second has found.
 * @param givenBack what the second has found instead; null where they agree
 * @throws VerbError not_found, or not_allowed: for the first officer, or where nothing waits to be confirmed
 */
export async function confirmAnswer(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: DeskQuestionId,
  givenBack: string | null,
): Promise<void> {
  const officer = asOfficer(actor);
  const row = await lockDeskQuestion(tx, id);
  if (row === undefined) throw new VerbError('not_found');
  if (row.state !== 'answered' || row.answeredBy === officer.id) throw new VerbError('not_allowed');
  const change =
    givenBack === null
      ? { state: 'done' as const, confirmedBy: officer.id, confirmedAt: now }
      : { state: 'open' as const, answer: await addWords(tx, officer, now, row, givenBack) };
  await updateDeskQuestion(tx, id, change);
  await recordHand(tx, officer, now, row, givenBack === null ? 'final' : 'given_back');
}

async function addWords(tx: Tx, officer: Officer, now: Date, row: DeskQuestionRow, givenBack: string) {
  if (row.answer === null) throw new Error('what is given back was answered');
  const wanted = { note: toOpen(row.answer, OfficerNote) };
  const { note } = await open(tx, officer, 'officer_question', now, wanted);
  return seal(await getKey(tx, row.keyId), 'desk_questions', 'answer', row.id, { ...note, givenBack });
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
