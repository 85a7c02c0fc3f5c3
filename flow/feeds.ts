import { z } from 'zod';
import { findServingRows } from '#db/feeds.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { Source } from '#domain/connector.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Question } from '#domain/question.ts';
import { unwrapKey } from './data-key.ts';
import { questionKeys } from './feed-keys.ts';
import { open, toOpen } from './open.ts';
import { SYSTEM } from './system.ts';

/** A row of a file as it wrote it: text by column, or null. */
export const FeedRow = z.record(z.string(), z.string().nullable());
export type FeedRow = z.infer<typeof FeedRow>;

/** More rows than this are handed out as one more than this; whoever reads them sees that there were too many. */
const MAX_FOUND = 101;

/** Nightly files as the broker's adapters ask them. */
export interface Feeds {
  /**
   * Rows of the serving file of a source that may be about these persons, opened with one row in the ledger.
   * @returns undefined while no file of this source has ever been taken
   * @throws FeedKeyError where its rows cannot be found by these persons
   */
  find(
    connector: ConnectorId,
    source: Source,
    question: Question,
  ): Promise<{ rows: FeedRow[]; fileAt: Date } | undefined>;
}

export function openFeeds(pool: Pool, clock: () => Date): Feeds {
  return {
    find: (connector, source, question) =>
      withTx(pool, SYSTEM.broker, async (tx) => {
        const keys = questionKeys(source, question);
        if (keys === undefined) throw new FeedKeyError();
        const serving = await findServingRows(tx, connector, source.id, keys, MAX_FOUND);
        if (serving === undefined) return undefined;
        unwrapKey(tx, serving.key);
        const { rows } = await open(tx, SYSTEM.broker, 'ask_department', clock(), {
          rows: serving.rows.map((row) => toOpen(row, FeedRow)),
        });
        return { rows, fileAt: serving.receivedAt };
      }),
  };
}

/** Rows of couples are asked for one person alone, or the source has no mapping: saying "no row" would be wrong. */
export class FeedKeyError extends Error {
  constructor() {
    super('the rows of this source cannot be found by the persons of this question');
    this.name = 'FeedKeyError';
  }
}
