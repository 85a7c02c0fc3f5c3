import type { AnswerKind } from '#domain/answer.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { StepId } from '#domain/ids.ts';
import type { Requirement } from '#domain/service.ts';
import type { TicketView } from '#flow/control/ticket-verbs.ts';
import type { TrafficRow } from '#flow/control/traffic.ts';
import type { Locale } from '#messages/locale.ts';

/** One question that was put about the persons of a case, as its parties read it. */
export interface AskedEntry {
  id: string;
  step: StepId;
  department: string;
  thing: string;
  fields: readonly string[];
  sentAt: string;
  /** Tail of the staff number of who had it asked; null where the system did. */
  tail: string | null;
  purpose: string;
  legalBasis: string;
  answer: AnswerKind | null;
  wasReused: boolean;
  /** The newest ticket about this answer. */
  ticket: TicketView | null;
  /** Whether one can say that this answer is wrong: it says something about a record, and no ticket about it is open. */
  canObject: boolean;
}

const ABOUT_A_RECORD: readonly (AnswerKind | null)[] = [
  'confirmed',
  'contradicted',
  'no_record',
  'ambiguous',
];

/**
 * The newest first. Of a question that was put several times only its last answer can be objected to.
 * @param requirements the service's own, which say their purposes in every language; exchanges keep them as they were told
 */
export function askedEntries(
  rows: readonly TrafficRow[],
  evidenceTypes: readonly EvidenceType[],
  requirements: readonly Pick<Requirement, 'purpose'>[],
  tickets: readonly TicketView[],
  locale: Locale,
): AskedEntry[] {
  return rows
    .map((row, index) => {
      const type = evidenceTypes.find(({ code }) => code === row.evidence);
      const ticket = tickets.findLast((each) => each.row.step === row.step) ?? null;
      const isLast = !rows.slice(index + 1).some(({ step }) => step === row.step);
      return {
        id: row.id,
        step: row.step,
        department: type?.department[locale] ?? row.connector,
        thing: type?.title[locale] ?? row.evidence,
        fields: row.fields.map(
          (name) => type?.fields.find((field) => field.name === name)?.label[locale] ?? name,
        ),
        sentAt: row.sentAt.toISOString(),
        tail: row.officer === null ? null : row.actor,
        purpose:
          requirements.find(({ purpose }) => purpose['zh-CN'] === row.purpose)?.purpose[locale] ??
          row.purpose,
        legalBasis: row.legalBasis,
        answer: row.answer,
        wasReused: row.reusedFrom !== null,
        ticket: isLast ? ticket : null,
        canObject: isLast && ABOUT_A_RECORD.includes(row.answer) && ticket?.row.state !== 'open',
      };
    })
    .reverse();
}
