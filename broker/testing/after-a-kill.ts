import { isDeepStrictEqual } from 'node:util';
import type { CaseId } from '#domain/ids.ts';
import type { TestCity } from '#flow/testing/city.ts';
import { rowAndReplay } from '#flow/testing/row-and-replay.ts';
import { CONNECTORS } from './broker.ts';

/** Every connector of the example city at one address. */
export function urlsOf(url: string): Record<string, string> {
  return Object.fromEntries(CONNECTORS.map((id) => [id, url]));
}

/** A lease of a killed broker is over at once, as it is ten seconds later. */
export async function endLeases(city: TestCity): Promise<void> {
  await city.superuser.query(
    `update steps set lease_until = now() - interval '1 second'
     where id in (select id from steps where status = 'open' for update skip locked)`,
  );
}

/** Cases whose stored row is not the replay of their history; a history with a gap throws. */
export async function listUnlikeReplay(city: TestCity, ids: readonly CaseId[]): Promise<CaseId[]> {
  const unlike: CaseId[] = [];
  for (const id of ids) {
    const [row, replayed] = await rowAndReplay(city, id);
    if (!isDeepStrictEqual(row, replayed)) unlike.push(id);
  }
  return unlike;
}

/**
 * What the ledger lacks: answers without their question, decisions without their one leaf. What was answered on the spot, because
 * a limit or a switch let nothing be asked, has no question and no exchange.
 */
export async function listUnrecorded(city: TestCity): Promise<unknown[]> {
  const { rows: unsent } = await city.superuser.query(
    `select leaf from ledger_leaves r where r.kind = 'answer.received'
     and not (r.leaf::jsonb #>> '{refs,answer}' = 'unavailable' and r.leaf::jsonb #> '{refs,exchange}' is null) and not exists (
       select 1 from ledger_leaves s where s.kind = 'question.sent'
       and s.leaf::jsonb #>> '{refs,step}' = r.leaf::jsonb #>> '{refs,step}')`,
  );
  const { rows: silent } = await city.superuser.query(
    `select c.id from cases c where c.status = 'decided' and 1 <> (
       select count(*) from ledger_leaves l where l.kind = 'case.decided' and l.leaf::jsonb #>> '{refs,case}' = c.id)`,
  );
  return [...unsent, ...silent];
}
