import { z } from 'zod';
import { TEST_CASE } from '#domain/question.ts';

/** A line of a department's own log (JSON Lines), as the connector kit exports it: what it was asked, in ids and digests. */
export const LogLine = z.object({
  call: z.string(),
  evidence: z.string(),
  fields: z.array(z.string()),
  caseNumber: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  /** SHA-256 of the question as it came in, and of the answer as it went out, base64. */
  requestDigest: z.string().nullable(),
  responseDigest: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
});
export type LogLine = z.infer<typeof LogLine>;

const Digest = z.string().nullable();

/** A line of the console's export as JSON Lines (`exportLine` in flow/control), as far as a department's own log has the same. */
export const SentLine = z.object({
  call: z.string(),
  evidence: z.string(),
  fields: z.array(z.string()),
  case_number: z.string(),
  purpose: z.string(),
  legal_basis: z.string(),
  sent_at: z.iso.datetime(),
  /** An answer that was used again: nobody was asked for it. */
  reused_from: z.string().nullable(),
  proof: z.array(z.object({ request_digest: Digest, response_digest: Digest })),
});
export type SentLine = z.infer<typeof SentLine>;

/** One difference between the two logs. `field` and the two values where a call stands in both. */
export type Difference =
  | { kind: 'only_department'; call: string; at: string }
  | { kind: 'only_portal'; call: string; at: string }
  | { kind: 'differs'; call: string; field: keyof LogLine; department: string; portal: string };

export interface Reconciliation {
  department: number;
  /** Lines of the department's log that say of themselves that they are tests; the portal keeps none of these. */
  tests: number;
  portal: number;
  both: number;
  differences: Difference[];
}

const COMPARED = [
  'evidence',
  'fields',
  'caseNumber',
  'purpose',
  'legalBasis',
  'requestDigest',
  'responseDigest',
] as const satisfies readonly (keyof LogLine)[];

/** By so much both clocks may differ: what lies so near to where the other log begins or ends may be outside it. */
const EDGE_MS = 60_000;

/**
 * Compares a department's own log with the portal's, call by call. A question that only the department has written was sent
 * by somebody who did not record it; one that only the portal has never arrived, or was taken out there. Calls at the edges of
 * the shorter log are not held against anybody. A call that was sent several times counts once, by its last message.
 * @param log the department's own
 * @param exported what the portal says that it has sent
 */
export function reconcile(log: readonly LogLine[], exported: readonly SentLine[]): Reconciliation {
  const department = log.filter(({ caseNumber }) => caseNumber !== TEST_CASE);
  const portal = exported.flatMap(sentLine);
  const [theirs, ours] = [byCall(department), byCall(portal)];
  const differences: Difference[] = [];
  let both = 0;
  for (const [call, line] of theirs) {
    const other = ours.get(call);
    if (other === undefined) {
      if (isWithin(line, portal)) differences.push({ kind: 'only_department', call, at: line.at });
      continue;
    }
    both += 1;
    differences.push(...compare(line, other));
  }
  for (const [call, line] of ours)
    if (!theirs.has(call) && isWithin(line, department))
      differences.push({ kind: 'only_portal', call, at: line.at });
  const tests = log.length - department.length;
  return { department: theirs.size, tests, portal: ours.size, both, differences };
}

/** What was sent, in the words of a department's log. */
function sentLine({ reused_from: reusedFrom, proof: [first], ...line }: SentLine): LogLine[] {
  if (reusedFrom !== null) return [];
  const { call, evidence, fields, purpose } = line;
  return [
    {
      call,
      evidence,
      fields,
      caseNumber: line.case_number,
      purpose,
      legalBasis: line.legal_basis,
      requestDigest: first?.request_digest ?? null,
      responseDigest: first?.response_digest ?? null,
      at: line.sent_at,
    },
  ];
}

function byCall(lines: readonly LogLine[]): Map<string, LogLine> {
  return new Map(lines.map((line) => [line.call, line]));
}

function compare(department: LogLine, portal: LogLine): Difference[] {
  return COMPARED.flatMap((field) => {
    const [theirs, ours] = [textOf(department[field]), textOf(portal[field])];
    // A side that keeps no digest says nothing against the other.
    if (theirs === ours || (field.endsWith('Digest') && (theirs === '' || ours === ''))) return [];
    return [{ kind: 'differs' as const, call: department.call, field, department: theirs, portal: ours }];
  });
}

function textOf(value: string | readonly string[] | null): string {
  return typeof value === 'string' || value === null ? (value ?? '') : value.toSorted().join(' ');
}

/** Whether the other log covers the moment of a line. */
function isWithin(line: LogLine, other: readonly LogLine[]): boolean {
  const at = Date.parse(line.at);
  const times = other.map((each) => Date.parse(each.at));
  if (times.length === 0) return false;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return at > first + EDGE_MS && at < last - EDGE_MS;
}
