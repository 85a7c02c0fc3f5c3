import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ConnectorId } from '#domain/ids.ts';
import type { Tx } from './with-tx.ts';

/**
 * A connector's figures of a period, from its exchanges by the moment of asking. A question counts as sent unless it was an
 * answer used again, or was held back by a quota, a switch or a missing grant; it counts once its attempt has ended.
 */
export const CardFigures = z.object({
  /** Questions sent whose attempt has ended. */
  sent: z.coerce.number(),
  /** Share of them that brought any answer, a late one announced among them: 1 − unavailable ÷ sent. */
  availability: z.number().nullable(),
  /** Milliseconds from sending to the answer, of those that brought one: the middle, and what 95 of 100 stay within. */
  medianMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** Share of 查无记录 among answers about a record: confirmed, contradicted, not found, ambiguous. */
  noRecord: z.number().nullable(),
  /** Share of those answers that a correction or a later event of the department has overturned since. */
  overturned: z.number().nullable(),
  /** Requirements of cases that a confirmed answer, used again or not, met in place of a paper (by the service's definition). */
  papersSaved: z.number().nullable(),
});
export type CardFigures = z.infer<typeof CardFigures>;

/** Own figures, and of each figure the median of all connectors that were asked in the period; null where nothing was. */
export interface Card {
  own: CardFigures | null;
  city: CardFigures | null;
}

const Row = z.object({ whose: z.enum(['own', 'city']), sent: z.coerce.number() }).loose();

/**
 * Reads a connector of the actor's own department; for any other there is nothing.
 * @param papers `service/requirement` of every requirement whose answer spares a paper
 */
export async function readCard(
  tx: Tx,
  connector: ConnectorId,
  from: Date,
  to: Date,
  papers: readonly string[],
): Promise<Card> {
  const { rows } = await tx.execute(sql`
    select whose, sent, availability, median_ms as "medianMs", p95_ms as "p95Ms", no_record as "noRecord", overturned,
      papers_saved as "papersSaved"
    from report_card(${connector}, ${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz, ${JSON.stringify(papers)}::jsonb)`);
  const found = z.array(Row).parse(rows);
  const figuresOf = (whose: 'own' | 'city') => {
    const row = found.find((each) => each.whose === whose);
    return row === undefined || row.sent === 0 ? null : CardFigures.parse(row);
  };
  return { own: figuresOf('own'), city: figuresOf('city') };
}
