import { findCalled } from '#db/exchange-answers.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { isAllowed } from '#domain/permission.ts';
import { SYSTEM } from './system.ts';

/** What a department may learn of a call that it was sent: what the call itself said, and whether it is still wanted. */
export interface CallStatus {
  /** The case is open and waits for this answer. */
  live: boolean;
  caseNumber: string;
  requirement: string;
  purpose: string;
  legalBasis: string;
  evidence: EvidenceCode;
  fields: string[];
  askedAt: Date;
}

/** @returns undefined for a call that this connector was never sent: somebody else's looks like none */
export async function readCallStatus(
  pool: Pool,
  connector: ConnectorId,
  call: string,
): Promise<CallStatus | undefined> {
  const found = await withTx(pool, SYSTEM.broker, (tx) => findCalled(tx, connector, call));
  if (found === undefined) return undefined;
  const { caseNumber, requirement, purpose, legalBasis, evidence, fields, sentAt, isWaiting } = found;
  const live = isWaiting && isAllowed(found.caseStatus, 'answer');
  return { live, caseNumber, requirement, purpose, legalBasis, evidence, fields, askedAt: sentAt };
}
