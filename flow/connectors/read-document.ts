import type { z } from 'zod';
import { ConnectorDocument, type Source, type SpecialFault, specialFaultOf } from '#domain/connector.ts';
import type { Plan } from './compose.ts';
import { findAt, parseJson } from './draft-values.ts';
import { type SourceFault, sourceFaults } from './source-faults.ts';

/** What is wrong with a document that somebody has written by hand: where, and of which kind. */
export interface DocumentProblem {
  /** As it is written in JavaScript: `sources[0].reach.url`; empty for the whole. */
  path: string;
  kind:
    | 'not_json'
    | 'missing'
    | 'wrong_kind'
    | 'wrong_form'
    | 'too_small'
    | 'too_big'
    | 'not_one_of'
    | 'double'
    | 'other_connector'
    | 'other_department'
    | 'unknown_evidence'
    | 'unknown_field'
    | 'unknown_member'
    | SourceFault['kind']
    | SpecialFault;
  /** What would be taken, in words that need no translation: values, a limit, a kind. */
  expected: string;
}

const MOST_SHOWN = 30;

/** Reads a document that was written by hand; it must be this connector's and offer what the department may vouch for. */
export function readDocument(
  text: string,
  plan: Plan,
): { document: ConnectorDocument | undefined; problems: readonly DocumentProblem[] } {
  const raw = parseJson(text);
  if (raw === undefined)
    return { document: undefined, problems: [{ path: '', kind: 'not_json', expected: '' }] };
  const parsed = ConnectorDocument.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues
      .slice(0, MOST_SHOWN)
      .map((issue) => withCodes(problemOf(issue, raw), plan));
    return { document: undefined, problems };
  }
  const problems = foreignOf(parsed.data, plan);
  return { document: problems.length === 0 ? parsed.data : undefined, problems };
}

/** What is in the right form and yet not this connector's, or not in the catalogue. */
function foreignOf({ id, department, sources }: ConnectorDocument, plan: Plan): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  if (id !== plan.connector) problems.push({ path: 'id', kind: 'other_connector', expected: plan.connector });
  if (department !== plan.department)
    problems.push({ path: 'department', kind: 'other_department', expected: plan.department });
  return [...problems, ...sources.flatMap((source, index) => unknownIn(source, `sources[${index}]`, plan))];
}

function unknownIn(source: Source, path: string, { offered }: Plan): DocumentProblem[] {
  const { evidence, rows } = source;
  const type = offered.find(({ code }) => code === evidence);
  if (type === undefined)
    return [{ path: `${path}.evidence`, kind: 'unknown_evidence', expected: codesOf(offered) }];
  const names = type.fields.map(({ name }) => name);
  const unknown = Object.keys(rows?.fields ?? {}).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => {
      return {
        path: `${path}.rows.fields.${name}`,
        kind: 'unknown_field' as const,
        expected: names.join(' '),
      };
    }),
    ...sourceFaults(source, type).map(({ at, ...fault }) => ({ path: [path, ...at].join('.'), ...fault })),
  ];
}

const codesOf = (offered: Plan['offered']) => offered.map(({ code }) => code).join(' ');

/** A code that is not even written like one is answered like one that there is not. */
function withCodes(problem: DocumentProblem, { offered }: Plan): DocumentProblem {
  if (problem.kind !== 'wrong_form' || !/^sources\[\d+\]\.evidence$/.test(problem.path)) return problem;
  return { ...problem, kind: 'unknown_evidence', expected: codesOf(offered) };
}

function problemOf(issue: z.core.$ZodIssue, raw: unknown): DocumentProblem {
  const keys = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const path = keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
  const found = findAt(raw, keys);
  if (found === undefined && keys.length > 0) return { path, kind: 'missing', expected: '' };
  const isAbsent = found === null;
  switch (issue.code) {
    case 'invalid_type':
      return { path, kind: 'wrong_kind', expected: issue.expected };
    case 'too_small':
      return { path, kind: 'too_small', expected: `${issue.minimum}` };
    case 'too_big':
      return { path, kind: 'too_big', expected: `${issue.maximum}` };
    case 'invalid_value':
      return { path, kind: 'not_one_of', expected: issue.values.map(String).join(' ') };
    case 'invalid_union':
      return { path, kind: 'not_one_of', expected: '' };
    case 'unrecognized_keys':
      return { path, kind: 'unknown_member', expected: issue.keys.join(' ') };
    case 'custom':
      return { path, kind: specialFaultOf(issue) ?? (isAbsent ? 'missing' : 'double'), expected: '' };
    default:
      return { path, kind: 'wrong_form', expected: '' };
  }
}
