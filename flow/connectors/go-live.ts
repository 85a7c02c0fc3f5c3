import {
  deleteDraft,
  findVersion,
  listVersions,
  updateLiveVersion,
  updateVersion,
} from '#db/connector-versions.ts';
import type { ConnectorVersionRow } from '#db/connectors.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { VerbError } from '../problems.ts';
import { isDeskVersion } from './desk-test.ts';
import { requireOfficer, takeConnector } from './officer.ts';

/** Why a version cannot go live yet. */
export type Obstacle = 'not_tested' | 'not_conforming' | 'not_answered' | 'not_signed';

/** Everything that a version still lacks; nothing for one that may go live. */
export function obstaclesOf(
  version: Pick<ConnectorVersionRow, 'document' | 'state' | 'testedAt' | 'conformingAt' | 'signedBy'>,
) {
  const obstacles: Obstacle[] = [];
  if (isDeskVersion(version.document)) {
    if (version.conformingAt === null) obstacles.push('not_answered');
  } else {
    if (version.testedAt === null) obstacles.push('not_tested');
    if (version.conformingAt === null) obstacles.push('not_conforming');
  }
  if (version.signedBy === null) obstacles.push('not_signed');
  return obstacles;
}

/** Whether this officer may put the second signature: the suite is green, nobody has signed, and somebody else has made it. */
export function maySign(version: ConnectorVersionRow, officer: StaffId): boolean {
  return version.state === 'conforming' && version.signedBy === null && version.createdBy !== officer;
}

/**
 * 复核签名: a second officer of the same department stands for a version that somebody else has made.
 * @throws VerbError not_found, not_permitted for its maker, not_allowed before the suite is green, stale if it is signed
 */
export async function signVersion(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  version: number,
): Promise<void> {
  const officer = requireOfficer(actor, 'sign:connector:department');
  await takeConnector(tx, officer, connector);
  const found = await findVersion(tx, connector, version);
  if (found === undefined) throw new VerbError('not_found');
  if (found.signedBy !== null) throw new VerbError('stale');
  if (found.state !== 'conforming') throw new VerbError('not_allowed');
  if (found.createdBy === officer.id) throw new VerbError('not_permitted');
  await updateVersion(tx, connector, version, { signedBy: officer.id });
  await record(tx, now, [{ kind: 'connector.signed', actor: officer.id, refs: { connector, version } }]);
}

/**
 * 上线: a version answers from now on, or from the announced end of the present one. The one before is retired then.
 * @throws VerbError not_found, not_permitted, or not_allowed while anything is missing, or where the present version has no
 * announced end to wait for
 */
export async function goLive(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  version: number,
  from: 'now' | 'end_of_present',
): Promise<void> {
  const officer = requireOfficer(actor, 'sign:connector:department');
  const { liveVersion } = await takeConnector(tx, officer, connector);
  const found = await findVersion(tx, connector, version);
  if (found === undefined) throw new VerbError('not_found');
  if (found.state !== 'conforming' || obstaclesOf(found).length > 0) throw new VerbError('not_allowed');
  const present = liveVersion === null ? undefined : await findVersion(tx, connector, liveVersion);
  const sunset = present?.state === 'deprecated' ? present.sunsetAt : null;
  if (from === 'end_of_present' && sunset === null) throw new VerbError('not_allowed');
  const liveAt = from === 'now' || sunset === null ? now : sunset;
  await updateVersion(tx, connector, version, { state: 'live', liveAt });
  if (from === 'now') {
    await updateLiveVersion(tx, connector, version);
    for (const other of await listVersions(tx, [connector]))
      if (other.version !== version && (other.state === 'live' || other.state === 'deprecated'))
        await updateVersion(tx, connector, other.version, { state: 'retired' });
  }
  await deleteDraft(tx, connector);
  const refs = {
    connector,
    version,
    from: liveAt.toISOString(),
    ...(present && { before: present.version }),
  };
  await record(tx, now, [{ kind: 'connector.live', actor: officer.id, refs }]);
}
