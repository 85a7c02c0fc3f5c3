import { stringify } from 'csv-stringify';
import type { ExportRow } from '#db/exchange-queries.ts';

/** Excel reads a CSV as UTF-8 only if it begins with a byte order mark. */
const BOM = '\uFEFF';

/** The columns, in order. */
const COLUMNS = [
  'id',
  'sent_at',
  'answered_at',
  'case_number',
  'service',
  'requirement',
  'evidence',
  'fields',
  'purpose',
  'legal_basis',
  'grant',
  'actor',
  'step',
  'attempt',
  'call',
  'reused_from',
  'answer',
  'cause',
  'ms',
  'overturned',
  'sent_leaf',
  'answer_leaf',
  'proof',
];

/** How one exchange is written in a file: flat, machine words, times in UTC. */
export function exportLine(row: ExportRow) {
  return {
    id: row.id,
    sent_at: row.sentAt.toISOString(),
    answered_at: row.answeredAt?.toISOString() ?? null,
    case_number: row.caseNumber,
    service: row.service,
    requirement: row.requirement,
    evidence: row.evidence,
    fields: row.fields,
    purpose: row.purpose,
    legal_basis: row.legalBasis,
    grant: row.grantId,
    actor: row.actor,
    step: row.step,
    attempt: row.attempt,
    call: row.call,
    reused_from: row.reusedFrom,
    answer: row.answer,
    cause: row.cause,
    ms: row.ms,
    overturned: row.overturned,
    sent_leaf: row.sentLeaf,
    answer_leaf: row.answerLeaf,
    /** One for each source that was asked: `digest` is SHA-256 of the body in base64 (RFC 9530). */
    proof: (row.proof ?? []).map(({ source, request, response }) => ({
      source,
      request_digest: request.digest,
      request_key: request.keyId,
      response_digest: response?.digest ?? null,
      response_key: response?.keyId ?? null,
    })),
  };
}

/** JSON Lines: one object a line. */
export async function* jsonLines(rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(exportLine(row))}\n`;
}

/**
 * CSV (RFC 4180) with a head line. A value that a spreadsheet would take for a formula begins with an apostrophe, so that
 * nothing in a file can act on the machine of who opens it; lists are JSON inside their cell.
 */
export async function* csvLines(rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  const csv = stringify({
    header: true,
    columns: COLUMNS,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  csv.setEncoding('utf8');
  const feed = feedInto(csv, rows);
  yield BOM;
  for await (const piece of csv) yield String(piece);
  await feed;
}

/** Writes rows as fast as they are read on the other side. */
async function feedInto(csv: ReturnType<typeof stringify>, rows: AsyncIterable<ExportRow>): Promise<void> {
  try {
    for await (const row of rows) {
      const line = exportLine(row);
      const cells = { ...line, fields: line.fields.join(' '), proof: JSON.stringify(line.proof) };
      if (!csv.write(cells)) await new Promise((resolve) => csv.once('drain', resolve));
    }
    csv.end();
  } catch (error) {
    csv.destroy(error instanceof Error ? error : new Error('the rows could not be read'));
  }
}
