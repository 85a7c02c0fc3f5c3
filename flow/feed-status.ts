import {
  type FeedFaultRow,
  type FeedSnapshotRow,
  findSnapshot,
  listFaults,
  listSnapshots,
} from '#db/feeds.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId, SnapshotId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { VerbError } from './problems.ts';

const SHOWN = 60;
const FAULTS_SHOWN = 500;

/** A file as the console shows it. */
export type FeedStatus = Omit<FeedSnapshotRow, 'keyId' | 'digest'>;

/**
 * The files of a connector, the newest first: which one serves, which were rejected and why. Row security keeps it to the officer's
 * own department. @throws VerbError not_found for everybody else
 */
export async function listFeeds(tx: Tx, actor: Actor, connector: ConnectorId): Promise<FeedStatus[]> {
  if (!holds(actor, 'read:connector:department')) throw new VerbError('not_found');
  const snapshots = await listSnapshots(tx, connector, null, SHOWN);
  return snapshots.map(({ keyId: _key, digest: _digest, ...status }) => status);
}

/**
 * What was wrong with one file, row by row: column and machine word, never the value.
 * @throws VerbError not_found for a file of another department
 */
export async function listFeedFaults(
  tx: Tx,
  actor: Actor,
  id: SnapshotId,
): Promise<{ feed: FeedStatus; faults: Omit<FeedFaultRow, 'snapshot'>[]; isAll: boolean }> {
  const snapshot = holds(actor, 'read:connector:department') ? await findSnapshot(tx, id) : undefined;
  if (snapshot === undefined) throw new VerbError('not_found');
  const { keyId: _key, digest: _digest, ...feed } = snapshot;
  const found = await listFaults(tx, id, FAULTS_SHOWN + 1);
  const faults = found.slice(0, FAULTS_SHOWN).map(({ snapshot: _snapshot, ...fault }) => fault);
  return { feed, faults, isAll: found.length <= FAULTS_SHOWN };
}
