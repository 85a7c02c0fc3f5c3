import { isDeepStrictEqual } from 'node:util';
import { getEvidenceType } from '#catalogue/index.ts';
import type { Source } from '#domain/connector.ts';
import type { EvidenceType, Texts } from '#domain/evidence.ts';
import type { Draft, Typed } from './draft.ts';

/** The fields in which a source is named, one for each language. */
export const NAME_FIELDS = ['sourceName', 'sourceNameTw', 'sourceNameEn'] as const;

/** A source's title as it would have been typed: nothing where it is the one that its evidence type has anyway. */
export function typeTitle({ title, evidence }: Pick<Source, 'title' | 'evidence'>): Typed {
  if (isDeepStrictEqual(title, getEvidenceType(evidence).title)) return namesOf({});
  return namesOf({ sourceName: title['zh-CN'], sourceNameTw: title['zh-TW'], sourceNameEn: title.en });
}

/**
 * The title of a source that is being described. While nobody changes the names, a source keeps those that it has in every
 * language; a language that is left empty has the first one that is filled in.
 */
export function titleOf({ typed, way, kept }: Draft, type: EvidenceType): Texts {
  const before = kept.filter(({ reach }) => reach.way === way);
  const [shown] = before;
  const own = before.find(({ evidence }) => evidence === type.code);
  const names = namesOf(typed);
  if (shown !== undefined && own !== undefined && isDeepStrictEqual(names, typeTitle(shown)))
    return own.title;
  const { sourceName, sourceNameTw, sourceNameEn } = names;
  const name = sourceName || sourceNameTw || sourceNameEn;
  if (!name) return type.title;
  return { 'zh-CN': sourceName || name, 'zh-TW': sourceNameTw || name, en: sourceNameEn || name };
}

function namesOf(typed: Typed): Record<(typeof NAME_FIELDS)[number], string> {
  const name = (field: (typeof NAME_FIELDS)[number]) => typed[field]?.trim() ?? '';
  return {
    sourceName: name('sourceName'),
    sourceNameTw: name('sourceNameTw'),
    sourceNameEn: name('sourceNameEn'),
  };
}
