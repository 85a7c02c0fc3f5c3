import { sql } from 'drizzle-orm';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { CaseId, ConnectorId, GrantId, StaffId, StepId } from '#domain/ids.ts';
import type { Tx } from './with-tx.ts';

/** An open question of a case, and where it stands in its connector's line. */
export interface LineRow extends Record<string, unknown> {
  id: StepId;
  connector: ConnectorId;
  grantId: GrantId;
  evidence: EvidenceCode;
  fields: string[];
  officer: StaffId | null;
  /** Null where it stands in no line: it is being asked, or the department has promised an answer. */
  ahead: number | null;
  aheadOfGrant: number | null;
  /** In milliseconds of the epoch. */
  dueAt: number | null;
  /** Whether nothing is sent to the connector, because calls to it have failed. */
  isBroken: boolean;
}

/** The open questions of a case that this transaction's actor sees. */
export async function listLines(tx: Tx, id: CaseId): Promise<LineRow[]> {
  const { rows } = await tx.execute<LineRow>(sql`
    select s.id, s.connector, s.grant_id as "grantId", s.evidence, s.fields, s.officer, line.ahead,
      line.ahead_of_grant as "aheadOfGrant", (extract(epoch from line.due_at) * 1000)::float8 as "dueAt",
      exists (select from breakers b where b.connector = s.connector and b.state <> 'closed') as "isBroken"
    from steps s left join lateral place_in_line(s.id) line on true
    where s.case_id = ${id} and s.status = 'open'`);
  return rows;
}
