import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  type CredentialMark,
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
import type { Way } from '#domain/connector.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { record } from '../ledger.ts';
import { VerbError } from '../problems.ts';
import { type Composed, compose, type Plan } from './compose.ts';
import { Draft } from './draft.ts';
import { draftOf, inPresentForm, planOf } from './draft-plan.ts';
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

/** Whose draft was begun, and where it goes on. */
export interface Begun {
  connector: ConnectorId;
  step: 'evidence' | 'document';
}

/**
 * Begins a connector's next version. What the present one says, or the newest where none answers, is there to be changed; a
 * draft that somebody had begun is given up.
 * @returns the connector, or why the beginning is not taken
 * @throws VerbError not_found for another department's connector, not_permitted
 */
export async function beginDraft(
  tx: Tx,
  actor: Actor,
  now: Date,
  beginning: Beginning,
): Promise<Begun | { faults: Readonly<Record<string, 'missing' | 'wrong' | 'taken'>> }> {
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
    await keepDraft(tx, officer, now, id.data, {
      title: text,
      way: beginning.way,
      kept: [],
      typed: {},
      document: null,
    });
    return { connector: id.data, step: 'evidence' };
  }
  if (!id.success) throw new VerbError('not_found');
  await takeConnector(tx, officer, id.data);
  const draft = await draftOfNext(tx, officer, id.data, beginning.way);
  await keepDraft(tx, officer, now, id.data, draft);
  return { connector: id.data, step: draft.document === null ? 'evidence' : 'document' };
}

async function draftOfNext(tx: Tx, officer: Officer, connector: ConnectorId, way: Way): Promise<Draft> {
  const versions = await listVersions(tx, [connector]);
  const base = versions.find(({ state }) => state === 'live' || state === 'deprecated') ?? versions[0];
  const own = (await listConnectorsOf(tx, officer.department)).map(({ id }) => id);
  if (base !== undefined)
    return draftOf(
      inPresentForm(base.document),
      way,
      planOf(connector, officer.department, versions[0], own),
    );
  const names = await listDepartments(tx, [officer.department]);
  const title = names[0]?.name ?? { 'zh-CN': connector, 'zh-TW': connector, en: connector };
  return { title, way, kept: [], typed: {}, document: null };
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

/** Keeps a draft in place of the one that is there. */
export async function keepDraft(
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

/** @throws VerbError not_found where the department has no such connector, or it has no draft */
export async function readDraft(tx: Tx, actor: Actor, connector: ConnectorId): Promise<DraftView> {
  const officer = requireOfficer(actor, 'read:connector:department');
  const row = await findConnectorOf(tx, officer.department, connector);
  if (row === undefined) throw new VerbError('not_found');
  const found = await findDraft(tx, connector);
  if (found === undefined) throw new VerbError('not_found');
  const draft = Draft.parse(found.draft);
  const [newest] = await listVersions(tx, [connector]);
  const own = (await listConnectorsOf(tx, officer.department)).map(({ id }) => id);
  const plan = planOf(connector, officer.department, newest, own);
  const credentials = await listCredentialMarks(tx, [connector]);
  return { row, draft, savedAt: found.savedAt, credentials, plan, composed: compose(draft, plan) };
}

/** A draft that is to be changed, held until the transaction ends. @throws VerbError not_found or not_permitted */
export async function takeDraft(tx: Tx, actor: Actor, connector: ConnectorId) {
  const officer = requireOfficer(actor, 'connect:connector:department');
  await takeConnector(tx, officer, connector);
  return { officer, view: await readDraft(tx, actor, connector) };
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
