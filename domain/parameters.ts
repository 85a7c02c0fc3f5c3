import { z } from 'zod';
import { CivilDate } from './dates.ts';
import { Texts } from './evidence.ts';

/**
 * Parameter (参数): a published figure or a local rule's choice, valid for an area and a period. `value` is exact
 * decimal text or a word such as `PRORATA`. `validTo` is the last day, null for "until further notice".
 * `configuration` marks a value that the place has set for itself and that no publication backs.
 */
export const ParameterRow = z
  .object({
    key: z.string().regex(/^[a-z0-9]+([.-][a-zA-Z0-9-]+)*$/),
    area: z.string().regex(/^\d{2,12}$/),
    validFrom: CivilDate,
    validTo: CivilDate.nullable(),
    value: z.string().min(1),
    source: Texts,
    publishedOn: CivilDate.nullable(),
    configuration: z.boolean().default(false),
  })
  .refine(
    (row) => row.validTo === null || row.validFrom <= row.validTo,
    'a row is valid from its first to its last day',
  );
export type ParameterRow = z.infer<typeof ParameterRow>;

/** A row as the catalogue writes it. */
export type ParameterDocument = z.input<typeof ParameterRow>;

/**
 * The figure that holds on a day: the row of the nearest area that has one. Of two rows of one area the later valid
 * from wins, then the later published, so that a correction is a further row and nothing is overwritten.
 * @param areaChain codes from the nearest area outwards: town, district, city, province, nation
 * @returns undefined where no area of the chain has published a figure: never zero, and never an older one
 */
export function findParameter(
  rows: readonly ParameterRow[],
  key: string,
  areaChain: readonly string[],
  on: CivilDate,
): ParameterRow | undefined {
  const valid = rows.filter((row) => row.key === key && isValidOn(row, on));
  for (const area of areaChain) {
    const [latest] = valid.filter((row) => row.area === area).toSorted(laterFirst);
    if (latest !== undefined) return latest;
  }
  return undefined;
}

function isValidOn(row: ParameterRow, on: CivilDate): boolean {
  return row.validFrom <= on && (row.validTo === null || on <= row.validTo);
}

function laterFirst(a: ParameterRow, b: ParameterRow): number {
  return b.validFrom.localeCompare(a.validFrom) || (b.publishedOn ?? '').localeCompare(a.publishedOn ?? '');
}
