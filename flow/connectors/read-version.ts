import { getEvidenceType, services } from '#catalogue/index.ts';
import type { TaskRow } from '#db/connector-tasks.ts';
import type { ConnectorVersionRow } from '#db/connectors.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorDocument } from '#domain/connector.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from '../problems.ts';
import { type DocumentChange, diffDocuments } from './document-diff.ts';
import { maySign, type Obstacle, obstaclesOf } from './go-live.ts';
import { type ConnectorView, readConnector } from './read-connector.ts';

/** What a version can be asked about, with the values of a claim that such a question brings along. */
export interface Askable {
  evidence: EvidenceType;
  given: readonly string[];
}

/** One version with everything that it has been through. */
export interface VersionView extends ConnectorView {
  version: ConnectorVersionRow;
  /** The answering version, or for that one the version before it; and where this one differs from it. */
  base: ConnectorVersionRow | undefined;
  changes: readonly DocumentChange[];
  askable: readonly Askable[];
  obstacles: readonly Obstacle[];
  maySign: boolean;
  isPresent: boolean;
  /** The announced end of the answering version, which this one could wait for. */
  presentEnds: Date | null;
  /** Tasks of this version, the newest first. */
  own: readonly TaskRow[];
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
  const before = view.versions.find((each) => each.version < number && each.liveAt !== null);
  const base = isPresent || present === undefined ? before : present;
  return {
    ...view,
    version,
    base,
    isPresent,
    changes: base === undefined ? [] : diffDocuments(base.document, version.document),
    askable: askableOf(version.document),
    obstacles: obstaclesOf(version),
    maySign: maySign(version, view.officer),
    presentEnds: present?.state === 'deprecated' ? present.sunsetAt : null,
    own: view.tasks.filter((task) => task.version === number),
  };
}

function askableOf({ sources }: ConnectorDocument): Askable[] {
  const codes = [...new Set(sources.map(({ evidence }) => evidence))];
  return codes.map((code) => ({ evidence: getEvidenceType(code), given: givenWith(code) }));
}

/** What services send along to be verified where they ask for this evidence. */
function givenWith(code: string): string[] {
  const asking = services
    .flatMap(({ requirements }) => requirements)
    .filter(({ ladder }) => ladder.some((rung) => rung.means === 'data_share' && rung.evidence === code));
  return [...new Set(asking.flatMap(({ given }) => Object.keys(given)))];
}
