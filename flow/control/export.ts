import { type ExportRow, listExportPage, type TrafficKey } from '#db/exchange-queries.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import { addDays, type CivilDate } from '#domain/dates.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { ownConnector } from './own-connector.ts';
import { startOf } from './traffic.ts';

const PAGE = 500;

/** Civil days, both included; null is "from the first" and "to the last". */
export interface ExportRange {
  from: CivilDate | null;
  to: CivilDate | null;
}

/**
 * 导出: everything that was ever asked of a connector, oldest first. That it was exported, by whom and of which days, is in the
 * ledger before this returns; the rows are then read page by page, each in a transaction of its own, and never held together.
 * No row carries a personal value, nor the index of a person.
 * @throws VerbError not_found, not_permitted; nothing is read then
 */
export async function beginExport(
  pool: Pool,
  actor: Actor,
  now: Date,
  id: ConnectorId,
  range: ExportRange,
): Promise<AsyncIterable<ExportRow>> {
  await withTx(pool, actor, async (tx) => {
    const { officer } = await ownConnector(tx, actor, 'export:connector:department', id);
    const days = { from: range.from ?? '', to: range.to ?? '' };
    await record(tx, now, [
      { kind: 'exported', actor: officer.id, refs: { what: 'exchanges', connector: id, ...days } },
    ]);
  });
  return rowsOf(pool, actor, id, range);
}

async function* rowsOf(
  pool: Pool,
  actor: Actor,
  id: ConnectorId,
  { from, to }: ExportRange,
): AsyncGenerator<ExportRow> {
  const range = { from: from && startOf(from), to: to && startOf(addDays(to, 1)) };
  let after: TrafficKey | null = null;
  for (;;) {
    const key: TrafficKey | null = after;
    const page: ExportRow[] = await withTx(pool, actor, async (tx) => {
      const { of } = await ownConnector(tx, actor, 'export:connector:department', id);
      return listExportPage(tx, of, range, key, PAGE);
    });
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return;
    after = { sentAt: last.sentAt, id: last.id };
  }
}
