import { z } from 'zod';

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

/** What the portal says of one message that it has sent. */
export type SentLine = LogLine;

/** One difference between the two logs. `field` and the two values where a call stands in both. */
export type Difference =
  | { kind: 'only_department'; call: string; at: string }
  | { kind: 'only_portal'; call: string; at: string }
  | { kind: 'differs'; call: string; field: keyof LogLine; department: string; portal: string };

export interface Reconciliation {
  department: number;
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

/** Both clocks may differ by so much before a call counts as outside the period of the other log. */
const EDGE_MS = 60_000;

/**
 * Compares a department's own log with the portal's, call by call. A question that only the department has written was sent
 * by somebody who did not record it; one that only the portal has never arrived, or was taken out there. Calls at the edges of
 * the shorter log are not held against anybody. A call that was sent several times counts once, by its last message.
 */
export function reconcile(department: readonly LogLine[], portal: readonly SentLine[]): Reconciliation {
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
  return { department: theirs.size, portal: ours.size, both, differences };
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
  return at >= first - EDGE_MS && at <= last + EDGE_MS;
}
