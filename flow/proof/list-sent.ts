import { listSent } from '#db/proofs.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { SYSTEM } from '../system.ts';
import type { SentLine } from './reconcile.ts';

const PAGE = 5_000;

/** Every message that the portal has recorded as sent to a connector, in the words in which departments keep their own logs. */
export async function listSentLines(pool: Pool, connector: ConnectorId): Promise<SentLine[]> {
  const lines: SentLine[] = [];
  let after = '';
  for (;;) {
    const rows = await withTx(pool, SYSTEM.broker, (tx) => listSent(tx, connector, after, PAGE));
    for (const { call, evidence, fields, caseNumber, purpose, legalBasis, proof, sentAt } of rows) {
      const [first] = proof ?? [];
      lines.push({
        call,
        evidence,
        fields,
        caseNumber,
        purpose,
        legalBasis,
        at: sentAt.toISOString(),
        requestDigest: first?.request.digest ?? null,
        responseDigest: first?.response?.digest ?? null,
      });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return lines;
    after = last.id;
  }
}
