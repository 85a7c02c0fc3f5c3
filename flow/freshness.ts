import { evidenceTypes } from '#catalogue/index.ts';
import { countAged } from '#db/exchange-answers.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import { listAged } from '#domain/freshness.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Requirement } from '#domain/service.ts';
import { log } from './log.ts';

/** The fields of an answer to one rung of a requirement that were older than their evidence type wants them, by name. */
export function agedFields(
  requirement: Requirement,
  { rung: index, evidence: code }: { rung: number; evidence: EvidenceCode },
  answer: Answer,
  now: Date,
): string[] {
  const rung = requirement.ladder[index];
  const evidence = evidenceTypes.find((each) => each.code === code);
  if (rung?.means !== 'data_share' || evidence === undefined || !('asOf' in answer)) return [];
  return listAged(evidence, rung.fields, answer, now).map(({ field }) => field);
}

/** Says in the log that a department's data grow old. */
export function tellFreshness(of: { step: string; evidence: EvidenceCode }, aged: readonly string[]): void {
  if (aged.length > 0) log.warn({ ...of, fields: aged }, 'answered with data older than the alarm');
}

/** How often a connector has answered with data older than the alarm, by evidence type and field, for its report card. */
export async function listFreshness(
  tx: Tx,
  connector: ConnectorId,
  since: Date,
  until: Date,
): Promise<{ evidence: EvidenceCode; field: string; count: number }[]> {
  return countAged(tx, connector, since, until);
}
