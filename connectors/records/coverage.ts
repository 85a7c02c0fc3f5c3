import type { Source } from '#domain/connector.ts';
import { PartialDate, spanOf } from '#domain/partial-date.ts';
import type { Question } from '#domain/question.ts';
import { findMapping } from './well-known-fields.ts';

/**
 * Whether a source covers a question: its evidence type, at least one of its fields, and the area (`given.area`, GB/T 2260) and date (`given.date`, whole
 * or in part) that the question names. What the question does not name excludes nothing. The area in a person's number is
 * where he was first registered and says nothing about where he was married, insured or died, so it is not used.
 */
export function covers({ evidence, coverage, rows }: Source, question: Question): boolean {
  if (evidence !== question.evidence) return false;
  if (rows !== null && !question.fields.some((name) => findMapping(rows, name))) return false;
  const { area, date } = question.given;
  return coversArea(coverage.areas, area) && coversDate(coverage, date);
}

/** A district's source covers a question about its town, and may hold what a question about the whole city asks for. */
function coversArea(areas: readonly string[], asked: string | undefined): boolean {
  if (areas.length === 0 || asked === undefined || !/^\d{6,12}$/.test(asked)) return true;
  const wanted = significant(asked);
  return areas.some((area) => {
    const own = significant(area);
    return own.startsWith(wanted) || wanted.startsWith(own);
  });
}

function coversDate({ from, to }: Source['coverage'], asked: string | undefined): boolean {
  const date = PartialDate.safeParse(asked);
  if (!date.success) return true;
  const { first, last } = spanOf(date.data);
  return (from === null || last >= from) && (to === null || first <= to);
}

/** An area code without the zeros that stand for "all of it": 990100 for the city is 9901. */
function significant(code: string): string {
  const [division, rest] = [code.slice(0, 6), code.slice(6)];
  return /[1-9]/.test(rest) ? `${division}${rest.replace(/(000)+$/, '')}` : division.replace(/(00)+$/, '');
}
