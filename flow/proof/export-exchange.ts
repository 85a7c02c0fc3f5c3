import { findHead, listPublicKeys, listSealedLeaves } from '#db/ledger.ts';
import { type ExchangeRow, findExchange, listDepartmentKeys } from '#db/proofs.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ExchangeId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { VerbError } from '../problems.ts';
import type { ExchangeFile } from './exchange-file.ts';
import { toHead } from './export-ledger.ts';
import { getNode } from './seal-ledger.ts';
import { inclusionProof } from './tree.ts';

/**
 * Makes the file with which anybody verifies one exchange of the officer's own department. One ledger row says that it was
 * taken out.
 * @returns `not_sealed` for the moments until the sealer has come by
 * @throws VerbError not_found where there is no such exchange of this department
 */
export async function exportExchange(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: ExchangeId,
): Promise<ExchangeFile | 'not_sealed'> {
  if (!holds(actor, 'export:connector:department')) throw new VerbError('not_found');
  const row = await findExchange(tx, id);
  if (row === undefined) throw new VerbError('not_found');
  const head = await findHead(tx);
  const wanted = [row.sentLeaf, ...(row.answerLeaf === null ? [] : [row.answerLeaf])];
  const sealed = await listSealedLeaves(tx, wanted);
  if (head === undefined || sealed.length < wanted.length) return 'not_sealed';
  const leaves: ExchangeFile['leaves'] = [];
  for (const { leaf, position } of sealed) {
    const lookup = (level: number, index: number) => getNode(tx, level, index);
    leaves.push({ position, leaf, path: await inclusionProof(position, head.size, lookup) });
  }
  const [portal, heads] = [await listPublicKeys(tx, 'calls'), await listPublicKeys(tx, 'heads')];
  await record(tx, now, [
    { kind: 'exported', actor: actor.id, refs: { exchange: id, connector: row.connector } },
  ]);
  return {
    type: 'exchange',
    v: 1,
    exchange: clearWords(row),
    messages: row.proof ?? [],
    leaves,
    head: toHead(head),
    keys: {
      portal: portal.map(({ key }) => key),
      department: await listDepartmentKeys(tx, row.connector),
      heads: heads.map(({ key }) => key),
    },
  };
}

function clearWords(row: ExchangeRow): ExchangeFile['exchange'] {
  const { id, call, attempt, connector, service, requirement, evidence, fields } = row;
  const { purpose, legalBasis, actor, sentAt, answeredAt, answer } = row;
  return {
    id,
    call,
    attempt,
    connector,
    service,
    requirement,
    evidence,
    fields,
    purpose,
    legalBasis,
    actor,
    sentAt: sentAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    answer,
  };
}
