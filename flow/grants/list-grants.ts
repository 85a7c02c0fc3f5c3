import { getEvidenceType } from '#catalogue/index.ts';
import { readUse } from '#db/connector-versions.ts';
import { listDepartments } from '#db/connectors.ts';
import { findGrant, type GrantChangeRow, listGrantChanges, listGrants, listGrantsOf } from '#db/grants.ts';
import { type ConnectorRow, type GrantRow, listConnectors } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Due } from '#domain/case-event.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { EvidenceType, Texts } from '#domain/evidence.ts';
import type { DepartmentId, GrantId } from '#domain/ids.ts';
import { type Actor, holds } from '#domain/permission.ts';
import { requireOfficer } from '../connectors/officer.ts';
import { tailsOf } from '../connectors/read-connector.ts';
import { VerbError } from '../problems.ts';
import { findService } from '../services.ts';
import { answerDue } from './clock.ts';
import { type GrantNeed, listGrantNeeds } from './grant-needs.ts';
import { requireAdministrator } from './request-grant.ts';

/** How a grant stands today; one that begins later is `coming`, one whose last day has passed is `ended`. */
export type GrantStanding = 'requested' | 'active' | 'coming' | 'ended' | 'refused';

export function standingOf(
  grant: Pick<GrantRow, 'state' | 'validFrom' | 'validTo'>,
  today: string,
): GrantStanding {
  if (grant.state !== 'active') return grant.state;
  if (grant.validTo !== null && grant.validTo < today) return 'ended';
  return grant.validFrom > today ? 'coming' : 'active';
}

/** A grant in words, with what was spent of it today. */
export interface GrantView {
  grant: GrantRow;
  standing: GrantStanding;
  service: Texts;
  requirement: Texts;
  evidence: EvidenceType;
  department: Texts;
  usedToday: number;
  /** When it was asked for and by when it is to be answered; null for the city's first grants. */
  asked: { at: Date; due: Due } | null;
}

/** Grants of the officer's department. @throws VerbError not_found, not_permitted */
export async function listDepartmentGrants(tx: Tx, actor: Actor, now: Date): Promise<GrantView[]> {
  const officer = requireOfficer(actor, 'decide:grant:department');
  return viewsOf(tx, now, await listGrantsOf(tx, officer.department));
}

/** All grants, and what services need that nobody has granted or been asked for. @throws VerbError not_found, not_permitted */
export async function listCityGrants(
  tx: Tx,
  actor: Actor,
  now: Date,
): Promise<{ grants: GrantView[]; missing: GrantNeed[] }> {
  requireAdministrator(actor);
  const grants = await viewsOf(tx, now, await listGrants(tx));
  const needs = await listGrantNeeds(tx, now);
  const missing = needs.filter((need) => !grants.some((view) => isFor(view, need)));
  return { grants, missing };
}

function isFor({ grant, standing }: GrantView, need: GrantNeed): boolean {
  const isSame =
    grant.service === need.service.id &&
    grant.requirement === need.requirement.id &&
    grant.evidence === need.evidence.code;
  return isSame && standing !== 'refused' && standing !== 'ended';
}

/** One grant with its history. */
export interface GrantPage extends GrantView {
  changes: readonly GrantChangeRow[];
  tails: ReadonlyMap<string, string>;
}

/**
 * A grant, for the department that gives it and for the city's administrators.
 * @throws VerbError not_found for anybody else
 */
export async function readGrant(tx: Tx, actor: Actor, now: Date, id: GrantId): Promise<GrantPage> {
  if (actor.kind !== 'staff') throw new VerbError('not_found');
  const found = await findGrant(tx, id);
  const isOfficers =
    found !== undefined && holds(actor, 'decide:grant:department') && actor.department === found.department;
  if (found === undefined || !(isOfficers || holds(actor, 'request:grant:city')))
    throw new VerbError('not_found');
  const [view] = await viewsOf(tx, now, [found.grant]);
  if (view === undefined) throw new VerbError('not_found');
  const changes = await listGrantChanges(tx, [id]);
  return {
    ...view,
    changes,
    tails: await tailsOf(
      tx,
      changes.map(({ by }) => by),
    ),
  };
}

async function viewsOf(tx: Tx, now: Date, grants: readonly GrantRow[]): Promise<GrantView[]> {
  const today = civilDateAt(now);
  const connectors = new Map((await listConnectors(tx)).map((row) => [row.id, row]));
  const departments = await departmentNames(tx, [...connectors.values()]);
  const used = await readUse(
    tx,
    grants.map(({ id }) => `grant:${id}`),
    today,
  );
  const changes = await listGrantChanges(
    tx,
    grants.map(({ id }) => id),
  );
  const views: GrantView[] = [];
  for (const grant of grants) {
    const service = (await findService(tx, grant.service, today))?.definition;
    const requirement = service?.requirements.find(({ id }) => id === grant.requirement);
    const asked = changes.find(({ grantId, what }) => grantId === grant.id && what === 'requested');
    const department = connectors.get(grant.connector)?.departmentId;
    views.push({
      grant,
      standing: standingOf(grant, today),
      evidence: getEvidenceType(grant.evidence),
      service: service?.shortTitle ?? plain(grant.service),
      requirement: requirement?.title ?? plain(grant.requirement),
      department: (department && departments.get(department)) ?? plain(grant.connector),
      usedToday: used.get(`grant:${grant.id}`) ?? 0,
      asked: asked === undefined ? null : { at: asked.at, due: await answerDue(tx, asked.at) },
    });
  }
  return views;
}

const plain = (text: string): Texts => ({ 'zh-CN': text, 'zh-TW': text, en: text });

async function departmentNames(
  tx: Tx,
  connectors: readonly ConnectorRow[],
): Promise<ReadonlyMap<DepartmentId, Texts>> {
  const ids = [...new Set(connectors.map(({ departmentId }) => departmentId))];
  return new Map((await listDepartments(tx, ids)).map(({ id, name }) => [id, name]));
}
