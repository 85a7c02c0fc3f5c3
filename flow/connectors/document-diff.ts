import { isDeepStrictEqual } from 'node:util';
import type { ConnectorDocument } from '#domain/connector.ts';

/** One place at which two documents differ; undefined where one of them has nothing there. Values are JSON. */
export interface DocumentChange {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where a document differs from the one before it, path by path. Sources stand under what they vouch for, so that a source
 * that takes another's place is compared with it; where there are several for one thing, under their ids.
 */
export function diffDocuments(before: ConnectorDocument, after: ConnectorDocument): DocumentChange[] {
  const several = codesOfSeveral([before, after]);
  return diff('', bySource(before, several), bySource(after, several));
}

function diff(path: string, before: unknown, after: unknown): DocumentChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const isInside = (isTree(before) || isNothing(before)) && (isTree(after) || isNothing(after));
  if (!isInside) return [{ path, before: print(before), after: print(after) }];
  const [old, now] = [isTree(before) ? before : {}, isTree(after) ? after : {}];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) =>
    diff(path === '' ? key : `${path}.${key}`, old[key], now[key]),
  );
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

function codesOfSeveral(documents: readonly ConnectorDocument[]): ReadonlySet<string> {
  const several = documents.flatMap(({ sources }) => {
    const codes = sources.map(({ evidence }) => evidence);
    return codes.filter((code, index) => codes.indexOf(code) !== index);
  });
  return new Set(several);
}

function bySource({ sources, ...rest }: ConnectorDocument, several: ReadonlySet<string>): Tree {
  const named = sources.map((source) => [several.has(source.evidence) ? source.id : source.evidence, source]);
  return { ...rest, sources: Object.fromEntries(named) };
}

const print = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value, null, 2);
