import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { evidenceTypes } from '#catalogue/index.ts';
import {
  type CredentialMark,
  deleteDraft,
  findConnectorOf,
  findDraft,
  insertConnector,
  insertVersion,
  listConnectorsOf,
  listCredentialMarks,
  listVersions,
  saveDraft,
} from '#db/connector-versions.ts';
import { type ConnectorVersionRow, listDepartments } from '#db/connectors.ts';
import type { ConnectorRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { ConnectorDocument, Way } from '#domain/connector.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { VerbError } from '../problems.ts';
import { type Composed, compose, type Plan, typedOf } from './compose.ts';
import { Draft, type Typed } from './draft.ts';
import { type Officer, requireOfficer, takeConnector } from './officer.ts';

/** Limits of a connector that nobody has set yet: careful ones. */
const FIRST_LIMITS = { dailyLimit: 1000, timeoutMs: 5000 };

const Title = z.string().trim().min(1).max(60);

/** What somebody begins with: a connector of the department, or one that is new. */
export interface Beginning {
  connector: string;
  isNew: boolean;
  title: string;
  way: Way;
}

/**
 * Begins a connector's next version. What the present one says is there to be changed; a draft that somebody had begun is
 * given up.
 * @returns the connector, or why the beginning is not taken
 * @throws VerbError not_found for another department's connector, not_permitted
 */
export async function beginDraft(
  tx: Tx,
  actor: Actor,
  now: Date,
  beginning: Beginning,
): Promise<{ connector: ConnectorId } | { faults: Readonly<Record<string, 'missing' | 'wrong' | 'taken'>> }> {
  const officer = requireOfficer(actor, 'connect:connector:department');
  const id = ConnectorId.safeParse(beginning.connector);
  if (beginning.isNew) {
    const title = Title.safeParse(beginning.title);
    const faults = {
      ...(id.success
        ? {}
        : { newId: beginning.connector === '' ? ('missing' as const) : ('wrong' as const) }),
      ...(title.success ? {} : { title: 'missing' as const }),
    };
    if (!id.success || !title.success) return { faults };
    if (!(await addConnector(tx, officer, id.data))) return { faults: { newId: 'taken' } };
    await record(tx, now, [
      { kind: 'connector.changed', actor: officer.id, refs: { connector: id.data, what: 'created' } },
    ]);
    const text = { 'zh-CN': title.data, 'zh-TW': title.data, en: title.data };
    await save(tx, officer, now, id.data, {
      title: text,
      way: beginning.way,
      kept: [],
      typed: {},
      document: null,
    });
    return { connector: id.data };
  }
  if (!id.success) throw new VerbError('not_found');
  await takeConnector(tx, officer, id.data);
  const base = await findBase(tx, id.data);
  const kept = base?.sources ?? [];
  const alike = kept.filter(({ reach }) => reach.way === beginning.way);
  const [first] = alike;
  const same = alike.filter(({ reach }) => isDeepStrictEqual(reach, first?.reach));
  const typed = typedOf(beginning.way, beginning.way === 'native' ? same : same.slice(0, 1));
  const names = await listDepartments(tx, [officer.department]);
  const title = base?.title ?? names[0]?.name ?? { 'zh-CN': id.data, 'zh-TW': id.data, en: id.data };
  await save(tx, officer, now, id.data, { title, way: beginning.way, kept, typed, document: null });
  return { connector: id.data };
}

async function addConnector(tx: Tx, officer: Officer, id: ConnectorId): Promise<boolean> {
  const [department] = await listDepartments(tx, [officer.department]);
  if (department === undefined) throw new VerbError('not_found');
  return insertConnector(tx, {
    id,
    departmentId: officer.department,
    department: department.name,
    ...FIRST_LIMITS,
  });
}

/** The document that a new version begins with: the one that answers, else the newest. */
async function findBase(tx: Tx, connector: ConnectorId): Promise<ConnectorDocument | undefined> {
  const versions = await listVersions(tx, [connector]);
  const live = versions.find(({ state }) => state === 'live' || state === 'deprecated');
  return (live ?? versions[0])?.document;
}

async function save(
  tx: Tx,
  officer: Officer,
  now: Date,
  connector: ConnectorId,
  draft: Draft,
): Promise<void> {
  const { department, id: savedBy } = officer;
  await saveDraft(tx, { connector, department, draft, savedBy, savedAt: now });
}

/** A connector's draft as it stands, with what it comes to. */
export interface DraftView {
  row: ConnectorRow;
  draft: Draft;
  savedAt: Date;
  /** Which credentials are set, by slot; what they are is not here. */
  credentials: readonly CredentialMark[];
  plan: Plan;
  composed: Composed;
}

/** The evidence types that a department may vouch for, as the catalogue says. */
export function offeredBy(connectors: readonly { id: ConnectorId }[]): EvidenceType[] {
  const own = connectors.map(({ id }) => id);
  return evidenceTypes.filter((type) => type.connectors.some((id) => own.includes(id)));
}

/** @throws VerbError not_found where the department has no such connector, or it has no draft */
export async function readDraft(tx: Tx, actor: Actor, connector: ConnectorId): Promise<DraftView> {
  const officer = requireOfficer(actor, 'read:connector:department');
  const row = await findConnectorOf(tx, officer.department, connector);
  if (row === undefined) throw new VerbError('not_found');
  const found = await findDraft(tx, connector);
  if (found === undefined) throw new VerbError('not_found');
  const draft = Draft.parse(found.draft);
  const [newest] = await listVersions(tx, [connector]);
  const plan = {
    connector,
    department: officer.department,
    version: (newest?.version ?? 0) + 1,
    offered: offeredBy(await listConnectorsOf(tx, officer.department)),
    known: newest?.document.sources ?? [],
  };
  const credentials = await listCredentialMarks(tx, [connector]);
  return { row, draft, savedAt: found.savedAt, credentials, plan, composed: compose(draft, plan) };
}

async function takeDraft(tx: Tx, actor: Actor, connector: ConnectorId) {
  const officer = requireOfficer(actor, 'connect:connector:department');
  await takeConnector(tx, officer, connector);
  return { officer, view: await readDraft(tx, actor, connector) };
}

/** Keeps what was typed in one step, also what cannot be taken yet. @throws VerbError not_found or not_permitted */
export async function saveDraftStep(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  typed: Typed,
): Promise<DraftView> {
  const { officer, view } = await takeDraft(tx, actor, connector);
  const draft = { ...view.draft, typed: { ...view.draft.typed, ...typed }, document: null };
  await save(tx, officer, now, connector, draft);
  return { ...view, draft, composed: compose(draft, view.plan) };
}

/** Keeps a whole document as it was written by hand. @throws VerbError not_found or not_permitted */
export async function saveDraftDocument(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  document: string,
): Promise<DraftView> {
  const { officer, view } = await takeDraft(tx, actor, connector);
  const draft = { ...view.draft, document };
  await save(tx, officer, now, connector, draft);
  return { ...view, draft, composed: compose(draft, view.plan) };
}

/** Gives a draft up. @throws VerbError not_found or not_permitted */
export async function discardDraft(tx: Tx, actor: Actor, connector: ConnectorId): Promise<void> {
  await takeDraft(tx, actor, connector);
  await deleteDraft(tx, connector);
}

/**
 * Makes a version of a draft that is complete. What a version says never changes: a draft that says the same as the newest
 * version comes to that one, any other to a further one.
 * @throws VerbError not_found, not_permitted, or not_allowed while something is missing
 */
export async function makeVersion(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
): Promise<ConnectorVersionRow['version']> {
  const { officer, view } = await takeDraft(tx, actor, connector);
  const { document } = view.composed;
  if (document === undefined) throw new VerbError('not_allowed');
  const [newest] = await listVersions(tx, [connector]);
  if (newest !== undefined && isDeepStrictEqual(newest.document, document)) return newest.version;
  const { version, department } = view.plan;
  await insertVersion(tx, {
    connector,
    version,
    department,
    document,
    state: 'draft',
    createdBy: officer.id,
    createdAt: now,
  });
  await record(tx, now, [
    { kind: 'connector.changed', actor: officer.id, refs: { connector, version, what: 'version' } },
  ]);
  return version;
}
