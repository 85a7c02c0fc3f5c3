import { listRunning } from '#db/connector-tasks.ts';
import {
  countOpenWork,
  listConnectorsOf,
  listDrafts,
  listVersions,
  type OpenWork,
  readUse,
} from '#db/connector-versions.ts';
import { type ConnectorVersionRow, listDepartments, listSwitches, type SwitchRow } from '#db/connectors.ts';
import { listGrantsOf } from '#db/grants.ts';
import type { ConnectorRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Way } from '#domain/connector.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Texts } from '#domain/evidence.ts';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { isUnfinished } from './draft-plan.ts';
import { maySign } from './go-live.ts';
import { requireOfficer } from './officer.ts';

/** Whether a connector answers: a switch that stops all of it, or no version that is live, and it does not. */
export type Answering =
  | { kind: 'answering'; parts: readonly SwitchRow[] }
  | { kind: 'not_live' }
  | { kind: 'stopped'; by: SwitchRow };

/** One of the department's connectors at a glance. */
export interface ConnectorGlance {
  row: ConnectorRow;
  title: Texts | null;
  answering: Answering;
  usedToday: number;
  /** How it is joined: by its live version, else by its newest; null before there is one. */
  way: Way | null;
  /** A draft that says something which no version says yet. */
  hasDraft: boolean;
  isTesting: boolean;
  /** Versions that wait for this officer's second signature. */
  toSign: readonly ConnectorVersionRow[];
}

/** A department's console as its officers first see it. */
export interface Console {
  id: DepartmentId;
  department: Texts;
  connectors: readonly ConnectorGlance[];
  grantsToDecide: number;
  open: OpenWork;
}

/** How a connector stands: the switches in force, and its live version. */
export function answeringOf(row: ConnectorRow, switches: readonly SwitchRow[]): Answering {
  const own = switches.filter(({ connector }) => connector === row.id);
  const whole = own.find(
    ({ evidence, field, service, officer }) => !(evidence || field || service || officer),
  );
  if (whole !== undefined) return { kind: 'stopped', by: whole };
  return row.liveVersion === null ? { kind: 'not_live' } : { kind: 'answering', parts: own };
}

/**
 * The connectors of the officer's department, and what waits for somebody there.
 * @throws VerbError not_found for whoever answers for no department, not_permitted for another role
 */
export async function listConnectors(tx: Tx, actor: Actor, now: Date): Promise<Console> {
  const officer = requireOfficer(actor, 'read:connector:department');
  const rows = await listConnectorsOf(tx, officer.department);
  const ids = rows.map(({ id }) => id);
  const versions = Map.groupBy(await listVersions(tx, ids), ({ connector }) => connector);
  const switches = await listSwitches(tx, ids);
  const drafts = new Map((await listDrafts(tx, officer.department)).map((row) => [row.connector, row]));
  const running = new Set((await listRunning(tx, officer.department)).map(({ connector }) => connector));
  const used = await readUse(tx, ids.map(scopeOf), civilDateAt(now));
  const grants = await listGrantsOf(tx, officer.department);
  const [department] = await listDepartments(tx, [officer.department]);
  const connectors = rows.map((row): ConnectorGlance => {
    const own = versions.get(row.id) ?? [];
    const draft = drafts.get(row.id);
    return {
      row,
      title: titleOf(row, own),
      answering: answeringOf(row, switches),
      usedToday: used.get(scopeOf(row.id)) ?? 0,
      way: shownOf(row, own)?.document.sources[0]?.reach.way ?? null,
      hasDraft: draft !== undefined && isUnfinished(draft, own[0], ids),
      isTesting: running.has(row.id),
      toSign: own.filter((version) => maySign(version, officer.id)),
    };
  });
  return {
    id: officer.department,
    department: department?.name ?? {
      'zh-CN': officer.department,
      'zh-TW': officer.department,
      en: officer.department,
    },
    connectors,
    grantsToDecide: grants.filter(({ state }) => state === 'requested').length,
    open: await countOpenWork(tx, officer.department),
  };
}

/** The scope under which a connector's calls of a day are counted. */
export const scopeOf = (id: ConnectorId) => `connector:${id}`;

/** The version that a connector shows of itself: the live one, else the newest. */
export function shownOf(
  row: ConnectorRow,
  versions: readonly ConnectorVersionRow[],
): ConnectorVersionRow | undefined {
  return versions.find(({ version }) => version === row.liveVersion) ?? versions[0];
}

/** A connector's title by the version that it shows. */
export function titleOf(row: ConnectorRow, versions: readonly ConnectorVersionRow[]): Texts | null {
  return shownOf(row, versions)?.document.title ?? null;
}
