import './keys.ts';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { findAreaPath } from '#db/reference.ts';
import { openPool, type Pool, withTx } from '#db/with-tx.ts';
import { CitizenId, citizenIdCheck } from '#domain/citizen-id.ts';
import type { Locale } from '#domain/evidence.ts';
import type { ApplicationId, CaseId, DepartmentId } from '#domain/ids.ts';
import { ResidentId, StaffId } from '#domain/ids.ts';
import type { Actor, StaffRole } from '#domain/permission.ts';
import { createTestDatabase, type TestDatabase } from '#start/test-database.ts';
import { beginApplication } from '../begin-application.ts';
import { fileApplication } from '../file-application.ts';
import { savePage } from '../save-page.ts';
import { seedReferenceData } from '../seed.ts';
import { saveAccount } from '../sign-in.ts';

const REFERENCE = fileURLToPath(new URL('../../sandbox/reference', import.meta.url));

/** A database with the example city's reference data, and pools as the two processes open them. */
export interface TestCity {
  database: TestDatabase;
  portal: Pool;
  broker: Pool;
  /** Looks behind row security. */
  superuser: Pool;
  close(): Promise<void>;
}

export const NOW = new Date('2026-04-21T14:02:00+08:00');

/** A fresh city for one test file. */
export async function openTestCity(): Promise<TestCity> {
  const database = await createTestDatabase();
  await seedReferenceData(database.url('mz_migrator'), REFERENCE, NOW);
  const portal = openPool(database.url('mz_portal'), 8);
  const broker = openPool(database.url('mz_broker'), 8);
  const superuser = openPool(database.superuserUrl, 2);
  return {
    database,
    portal,
    broker,
    superuser,
    async close() {
      await Promise.all([portal.end(), broker.end(), superuser.end()]);
      await database.drop();
    },
  };
}

export type Staff = Extract<Actor, { kind: 'staff' }>;
export type Resident = Extract<Actor, { kind: 'resident' }>;

const BUNDLE = 'after-a-death';
const ISSUER = 'https://identity.example';

/** A resident who has signed in before. The identity platform's own name for a person says nothing of the person. */
export async function addResident(
  city: TestCity,
  idNumber: CitizenId,
  name: string,
  email?: string,
): Promise<Resident> {
  const claims = {
    sub: createHash('sha256').update(idNumber).digest('hex'),
    kind: 'resident',
    name,
    id_number: idNumber,
    area: '990102',
    ...(email !== undefined && { email }),
  } as const;
  const id = await saveAccount(city.portal, NOW, ISSUER, claims);
  return { kind: 'resident', id: ResidentId.parse(id) };
}

let issued = 0;

/** A valid number that no other person of this test file has. */
export function freshNumber(birth = '19580315'): CitizenId {
  issued += 1;
  const body = `990102${birth}${String(issued).padStart(3, '0')}`;
  return CitizenId.parse(`${body}${citizenIdCheck(body)}`);
}

/** A resident whom nobody else in the test file is. */
export function addAnyResident(city: TestCity): Promise<Resident> {
  return addResident(city, freshNumber('19850812'), '周静');
}

/** The answers of a child who claims for a father who died; by default one for whom nobody else claims. */
export function answersFor(deceasedIdNumber: string = freshNumber()): Record<string, Record<string, string>> {
  return {
    whom: { deceasedName: '周建国', deceasedIdNumber },
    relation: { relation: 'child' },
    'funeral-fund': { funeralFund: 'PENSION' },
    account: { account: '9999990000000014' },
  };
}

/** A draft with every page answered. */
export async function fillDraft(
  city: TestCity,
  actor: Resident,
  now: Date = NOW,
  answers = answersFor(),
): Promise<ApplicationId> {
  return withTx(city.portal, actor, async (tx) => {
    const id = await beginApplication(tx, actor, now, BUNDLE);
    for (const [page, raw] of Object.entries(answers)) await savePage(tx, actor, now, id, page, raw);
    return id;
  });
}

/** A filed application. */
export async function fileAll(
  city: TestCity,
  actor: Resident,
  now: Date = NOW,
  answers = answersFor(),
  language: Locale = 'zh-CN',
): Promise<ApplicationId> {
  const id = await fillDraft(city, actor, now, answers);
  const filing = await withTx(city.portal, actor, (tx) => fileApplication(tx, actor, now, id, language));
  if (filing.kind !== 'filed') throw new Error(`not filed: ${filing.page}`);
  return id;
}

/** The case of one service of a filed application. */
export async function caseOf(
  city: TestCity,
  application: ApplicationId,
  service = 'survivor-benefit',
): Promise<CaseId> {
  const { rows } = await city.superuser.query<{ id: CaseId }>(
    'select id from cases where application_id = $1 and service = $2',
    [application, service],
  );
  const [found] = rows;
  if (found === undefined) throw new Error(`the application has no case of ${service}`);
  return found.id;
}

/** A filed application's case of the survivors' benefit. */
export async function fileCase(
  city: TestCity,
  actor: Resident,
  now: Date = NOW,
  answers = answersFor(),
): Promise<CaseId> {
  return caseOf(city, await fileAll(city, actor, now, answers));
}

/** A member of staff who has signed in before. */
export async function addStaff(
  city: TestCity,
  number: string,
  roles: StaffRole[],
  area = '990102',
  department: DepartmentId | null = null,
): Promise<Staff> {
  const claims = { sub: number, kind: 'staff', staff_number: number, roles, area, department } as const;
  const id = StaffId.parse(await saveAccount(city.portal, NOW, ISSUER, { ...claims, amr: ['otp'] }));
  const path = await withTx(city.portal, { kind: 'reference' }, (tx) => findAreaPath(tx, area));
  return { kind: 'staff', id, tail: number.slice(-2), roles, area: path ?? '', department };
}
