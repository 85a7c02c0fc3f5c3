import { cleanText } from '#domain/cleaning/written-text.ts';
import type { PersonKeys, Source } from '#domain/connector.ts';
import type { CivilDate } from '#domain/dates.ts';
import { type HeldPerson, matchPerson, type PersonMatch } from '#domain/matching/match-person.ts';
import type { PersonRef, Question } from '#domain/question.ts';
import type { SourceRow } from '../contract.ts';
import { subjectOfClaim } from './compare-claim.ts';
import { newestOf } from './newest-rows.ts';
import { findMapping } from './well-known-fields.ts';

type Mapping = NonNullable<Source['rows']>;

/** A record about everybody who was asked for: one row, or one of each of the two persons, in the question's order. */
export interface Found {
  rows: readonly SourceRow[];
  /** The row writes the two persons in the other order than the question. */
  swapped: boolean;
  match: Extract<PersonMatch, { verdict: 'same' }>;
}

export type Finding =
  | { kind: 'none' }
  | { kind: 'unsure'; candidates: number; reason: string }
  | { kind: 'found'; records: readonly Found[] };

interface Candidate {
  row: SourceRow;
  match: PersonMatch;
  swapped: boolean;
}

/**
 * The records about the persons of a question. Two persons are found in one row (man and woman, in either order), in two rows
 * of one household, or, where the row is compared with one of them, in the row of the other.
 */
export function findRows(
  mapping: Mapping,
  question: Question,
  rows: readonly SourceRow[],
  today: CivilDate,
): Finding {
  const [first, second] = question.subjects;
  const [keys, otherKeys] = mapping.persons;
  if (first === undefined || keys === undefined) return { kind: 'none' };
  const match = (person: PersonRef, of: PersonKeys) => (row: SourceRow) =>
    matchPerson(person, heldBy(mapping, of, row), of.keys, today);
  if (second === undefined) {
    const sides = otherKeys === undefined ? [keys] : [keys, otherKeys];
    return settle(
      mapping,
      rows.flatMap((row) => sides.map((of) => ({ row, match: match(first, of)(row), swapped: false }))),
    );
  }
  if (otherKeys !== undefined) {
    const pair = (a: PersonRef, b: PersonRef) => (row: SourceRow) =>
      both(match(a, keys)(row), match(b, otherKeys)(row));
    const candidates = rows.flatMap((row) => [
      { row, match: pair(first, second)(row), swapped: false },
      { row, match: pair(second, first)(row), swapped: true },
    ]);
    return settle(mapping, candidates);
  }
  const about = subjectOfRow(mapping, question);
  const person = about === undefined ? undefined : question.subjects[about];
  const each = (asked: PersonRef) =>
    settle(
      mapping,
      rows.map((row) => ({ row, match: match(asked, keys)(row), swapped: false })),
    );
  return person === undefined ? together(mapping, each(first), each(second)) : each(person);
}

/** One number on rows of two people, or the same person twice without saying the same, settles nothing. */
function settle(mapping: Mapping, candidates: readonly Candidate[]): Finding {
  const same = candidates.flatMap(({ row, match, swapped }): Found[] =>
    match.verdict === 'same' ? [{ rows: [row], match, swapped }] : [],
  );
  const possible = candidates.flatMap(({ match }) => (match.verdict === 'possible' ? [match] : []));
  const clashes = possible.filter(({ exactNumber }) => exactNumber);
  if (same.length === 0 && possible.length === 0) return { kind: 'none' };
  if (same.length === 0) return unsure(possible.length, possible);
  const numbered = same.filter(({ match }) => match.key !== 'name_birth');
  if (numbered.length === 0) {
    const several = new Set(same.map(({ rows }) => JSON.stringify(rows))).size > 1;
    if (several) return { kind: 'unsure', candidates: same.length, reason: 'several_persons' };
    if (possible.length > 0) return unsure(possible.length + 1, possible);
    return { kind: 'found', records: same.slice(0, 1) };
  }
  if (clashes.length > 0) {
    const two = clashes.some(({ reason }) => reason === 'name_differs' || reason === 'birth_differs');
    if (!two) return unsure(numbered.length + clashes.length, clashes);
    return { kind: 'unsure', candidates: numbered.length + clashes.length, reason: 'one_number_two_people' };
  }
  return { kind: 'found', records: newestOf(mapping, numbered) };
}

function unsure(candidates: number, possible: readonly { reason: string }[]): Finding {
  const [reason = 'possible'] = possible.map((each) => each.reason).toSorted();
  return { kind: 'unsure', candidates, reason };
}

function both(a: PersonMatch, b: PersonMatch): PersonMatch {
  if (a.verdict === 'other' || b.verdict === 'other') return { verdict: 'other' };
  const doubts = [a, b].flatMap((each) => (each.verdict === 'possible' ? [each] : []));
  const [doubt] = doubts.toSorted((one, other) => (one.reason < other.reason ? -1 : 1));
  if (doubt !== undefined) return { ...doubt, exactNumber: doubts.every(({ exactNumber }) => exactNumber) };
  if (a.verdict !== 'same' || b.verdict !== 'same') return { verdict: 'other' };
  return { verdict: 'same', key: a.key === 'id18' ? b.key : a.key, steps: [...a.steps, ...b.steps] };
}

/** Whose row it is where the source holds one person a row and compares another column with the other person. */
export function subjectOfRow(mapping: Mapping, question: Question): number | undefined {
  const claims = question.fields.map((name) => findMapping(mapping, name)?.compareWith ?? '');
  const compared = claims.map(subjectOfClaim).find((subject) => subject !== undefined);
  return compared === undefined ? undefined : 1 - compared;
}

/** Two persons stand together where both were found and their rows carry one household number. */
function together(mapping: Mapping, one: Finding, other: Finding): Finding {
  if (one.kind === 'none' || other.kind === 'none') return { kind: 'none' };
  if (one.kind === 'unsure') return one;
  if (other.kind === 'unsure') return other;
  const column = findMapping(mapping, 'householdNo')?.column;
  const numberOf = ({ rows }: Found) => (column === undefined ? null : cleanText(rows[0]?.[column]).value);
  const records = one.records.flatMap((a) =>
    other.records.flatMap((b): Found[] => {
      const match = both(a.match, b.match);
      const shared = numberOf(a) !== null && numberOf(a) === numberOf(b);
      return shared && match.verdict === 'same'
        ? [{ rows: [...a.rows, ...b.rows], swapped: false, match }]
        : [];
    }),
  );
  return records.length === 0 ? { kind: 'none' } : { kind: 'found', records };
}

function heldBy(mapping: Mapping, keys: PersonKeys, row: SourceRow): HeldPerson {
  const column = (name: string | null) => (name === null ? undefined : (row[name] ?? null));
  const other = (name: string) => row[findMapping(mapping, name)?.column ?? ''] ?? null;
  // With two persons in a row nobody knows whose the earlier name or number is.
  const single = mapping.persons.length === 1;
  return {
    idNumber: column(keys.idColumn),
    name: column(keys.nameColumn),
    birth: column(keys.birthColumn),
    formerName: single ? other('formerName') : null,
    renamedOn: single ? other('renamedOn') : null,
    formerIdNumber: single ? other('formerIdNumber') : null,
    formerIdEvidence: single ? other('formerIdEvidence') : null,
  };
}
