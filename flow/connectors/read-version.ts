import type { TaskRow } from '#db/connector-tasks.ts';
import type { ConnectorVersionRow } from '#db/connectors.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorId, TaskId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';
import { type Askable, askableOf } from './askable.ts';
import { hasSystem, isDeskVersion } from './desk-test.ts';
import { type DocumentChange, diffDocuments } from './document-diff.ts';
import { maySign, type Obstacle, obstaclesOf } from './go-live.ts';
import { type ConnectorView, readConnector, tailsOf } from './read-connector.ts';
import { type DeskTest, readDeskTests } from './read-desk-tests.ts';

/** One version with everything that it has been through. */
export interface VersionView extends ConnectorView {
  version: ConnectorVersionRow;
  /** The answering version, or the last before it that has answered, else the newest; and where this one differs from it. */
  base: ConnectorVersionRow | undefined;
  changes: readonly DocumentChange[];
  askable: readonly Askable[];
  /** What of it a system answers, so that the suite can try it. */
  suitable: readonly Askable[];
  obstacles: readonly Obstacle[];
  maySign: boolean;
  isPresent: boolean;
  /** The announced end of the answering version, which this one could wait for. */
  presentEnds: Date | null;
  /** Tasks of this version, the newest first. */
  own: readonly TaskRow[];
  /** Whether officers answer for all of it: their answer to the test then stands for the suite. */
  isDesk: boolean;
  /** Those of its tasks that are or were on a desk. */
  onDesk: ReadonlyMap<TaskId, DeskTest>;
}

/** A version of one of the department's connectors. @throws VerbError not_found for any other, not_permitted */
export async function readVersion(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  number: number,
): Promise<VersionView> {
  const view = await readConnector(tx, actor, now, connector);
  const version = view.versions.find((each) => each.version === number);
  if (version === undefined) throw new VerbError('not_found');
  const present = view.versions.find((each) => each.version === view.row.liveVersion);
  const isPresent = present === version;
  const earlier = view.versions.filter((each) => each.version < number);
  const before = earlier.find(({ liveAt }) => liveAt !== null) ?? earlier[0];
  const base = isPresent || present === undefined ? before : present;
  const askable = askableOf(version.document.sources.map(({ evidence }) => evidence));
  const own = view.tasks.filter((task) => task.version === number);
  const onDesk = await readDeskTests(tx, own);
  const hands = [...onDesk.values()].flatMap(({ answeredBy, confirmedBy }) => [answeredBy, confirmedBy]);
  return {
    ...view,
    tails: new Map([...view.tails, ...(await tailsOf(tx, hands))]),
    version,
    base,
    isPresent,
    changes: base === undefined ? [] : diffDocuments(base.document, version.document),
    askable,
    suitable: askable.filter(({ evidence }) => hasSystem(version.document, evidence.code)),
    obstacles: obstaclesOf(version),
    maySign: maySign(version, view.officer),
    presentEnds: present?.state === 'deprecated' ? present.sunsetAt : null,
    own,
    isDesk: isDeskVersion(version.document),
    onDesk,
  };
}
