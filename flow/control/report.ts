import { services } from '#catalogue/index.ts';
import { type Card, readCard } from '#db/report-card.ts';
import type { Tx } from '#db/with-tx.ts';
import { addMonths, type CivilDate, civilDate, monthOf, partsOf } from '#domain/dates.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { findService } from '../services.ts';
import { ownConnector } from './own-connector.ts';
import { startOf } from './traffic.ts';

/** 报告单 of one connector and civil month, beside the month before and the city's medians; definitions in db/report-card.ts. */
export interface ReportCard {
  month: string;
  current: Card;
  before: Card;
}

/**
 * @param day any day of the month
 * @throws VerbError not_found, not_permitted
 */
export async function readReportCard(
  tx: Tx,
  actor: Actor,
  id: ConnectorId,
  day: CivilDate,
): Promise<ReportCard> {
  await ownConnector(tx, actor, 'read:connector:department', id);
  const { year, month } = partsOf(day);
  const first = civilDate(year, month, 1);
  const papers = await listPapers(tx, day);
  const cardOf = (from: CivilDate) => readCard(tx, id, startOf(from), startOf(addMonths(from, 1)), papers);
  return { month: monthOf(first), current: await cardOf(first), before: await cardOf(addMonths(first, -1)) };
}

/** `service/requirement` of everything for which, by the definitions in force, an answer spares a paper. */
async function listPapers(tx: Tx, day: CivilDate): Promise<string[]> {
  const papers: string[] = [];
  for (const { id } of services) {
    const service = await findService(tx, id, day);
    const sparing = service?.definition.requirements.filter(({ paperSpared }) => paperSpared !== null);
    papers.push(...(sparing ?? []).map((requirement) => `${id}/${requirement.id}`));
  }
  return papers;
}
