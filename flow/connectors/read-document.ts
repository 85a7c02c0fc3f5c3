import type { z } from 'zod';
import { ConnectorDocument } from '#domain/connector.ts';
import type { Plan } from './compose.ts';
import { findAt, parseJson } from './draft-values.ts';

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
    | 'foreign';
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
    const problems = parsed.error.issues.slice(0, MOST_SHOWN).map((issue) => problemOf(issue, raw));
    return { document: undefined, problems };
  }
  const problems = foreignOf(parsed.data, plan);
  return { document: problems.length === 0 ? parsed.data : undefined, problems };
}

function foreignOf(document: ConnectorDocument, plan: Plan): DocumentProblem[] {
  const foreign = (path: string, isOwn: boolean, expected: string): DocumentProblem[] =>
    isOwn ? [] : [{ path, kind: 'foreign', expected }];
  const codes = plan.offered.map(({ code }) => code);
  return [
    ...foreign('id', document.id === plan.connector, plan.connector),
    ...foreign('department', document.department === plan.department, plan.department),
    ...document.sources.flatMap(({ evidence }, index) =>
      foreign(`sources[${index}].evidence`, codes.includes(evidence), codes.join(' ')),
    ),
  ];
}

function problemOf(issue: z.core.$ZodIssue, raw: unknown): DocumentProblem {
  const keys = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const path = keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
  if (findAt(raw, keys) === undefined && keys.length > 0) return { path, kind: 'missing', expected: '' };
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
    case 'custom':
      return { path, kind: 'double', expected: '' };
    default:
      return { path, kind: 'wrong_form', expected: '' };
  }
}
