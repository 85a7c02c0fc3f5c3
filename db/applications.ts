import { and, desc, eq } from 'drizzle-orm';
import type { ApplicationId, CaseId, KeyId, PartyId, ResidentId } from '#domain/ids.ts';
import type { PersonRef } from '#domain/question.ts';
import type { PartyRole } from '#domain/service.ts';
import { applications, parties, partyAccess } from './schema/applications.ts';
import { cases } from './schema/cases.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

/** An application as its applicant's own; the answers are parsed by `flow/draft.ts`. */
export interface ApplicationRow {
  id: ApplicationId;
  service: string;
  area: string;
  keyId: KeyId;
  status: 'draft' | 'filed';
  savedAt: Date;
  answers: Sealed<unknown>;
}

const ownColumns = {
  id: applications.id,
  service: applications.service,
  area: applications.area,
  keyId: applications.keyId,
  status: applications.status,
  savedAt: applications.savedAt,
  answers: applications.answers,
};

function withSealedAnswers(row: Omit<ApplicationRow, 'answers'> & { answers: Buffer }): ApplicationRow {
  return { ...row, answers: sealed('applications', 'answers', row.id, row.answers) };
}

/** An application of this resident's own; anybody else's looks like none. */
export async function findOwnApplication(
  tx: Tx,
  id: ApplicationId,
  filedBy: ResidentId,
): Promise<ApplicationRow | undefined> {
  const where = and(eq(applications.id, id), eq(applications.filedBy, filedBy));
  const [row] = await tx.select(ownColumns).from(applications).where(where);
  return row && withSealedAnswers(row);
}

/** The same, locked until the transaction ends: one writer at a time. */
export async function lockOwnApplication(
  tx: Tx,
  id: ApplicationId,
  filedBy: ResidentId,
): Promise<ApplicationRow | undefined> {
  const where = and(eq(applications.id, id), eq(applications.filedBy, filedBy));
  const [row] = await tx.select(ownColumns).from(applications).where(where).for('update');
  return row && withSealedAnswers(row);
}

/** The resident's newest open draft of a service. */
export async function findOpenDraft(
  tx: Tx,
  service: string,
  filedBy: ResidentId,
): Promise<ApplicationId | undefined> {
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.service, service),
        eq(applications.filedBy, filedBy),
        eq(applications.status, 'draft'),
      ),
    )
    .orderBy(desc(applications.createdAt))
    .limit(1);
  return row?.id;
}

/** Adds a draft with the access of its applicant. */
export async function insertApplication(tx: Tx, row: typeof applications.$inferInsert): Promise<void> {
  await tx.insert(applications).values(row);
  await tx.insert(partyAccess).values({ applicationId: row.id, residentId: row.filedBy });
}

/** Stores a draft's sealed answers. */
export async function updateAnswers(
  tx: Tx,
  id: ApplicationId,
  answers: Buffer,
  savedAt: Date,
): Promise<void> {
  await tx.update(applications).set({ answers, savedAt }).where(eq(applications.id, id));
}

/** Turns a draft into a filed application. */
export async function markFiled(tx: Tx, id: ApplicationId, filedAt: Date): Promise<void> {
  await tx.update(applications).set({ status: 'filed', filedAt }).where(eq(applications.id, id));
}

/** Adds the persons of an application. */
export async function insertParties(tx: Tx, rows: (typeof parties.$inferInsert)[]): Promise<void> {
  await tx.insert(parties).values(rows);
}

export interface PartyRow {
  id: PartyId;
  role: PartyRole;
  idIndex: string;
  person: Sealed<PersonRef>;
}

/** The persons of an application, sealed. */
export async function listParties(tx: Tx, application: ApplicationId): Promise<PartyRow[]> {
  const rows = await tx
    .select({ id: parties.id, role: parties.role, idIndex: parties.idIndex, person: parties.person })
    .from(parties)
    .where(eq(parties.applicationId, application));
  return rows.map((row) => ({ ...row, person: sealed('parties', 'person', row.id, row.person) }));
}

export type SealedAnswers = Pick<ApplicationRow, 'keyId' | 'answers'>;

/** The sealed answers of an application, for who works on its cases. */
export async function findAnswers(tx: Tx, id: ApplicationId): Promise<SealedAnswers | undefined> {
  const [row] = await tx
    .select({ keyId: applications.keyId, answers: applications.answers })
    .from(applications)
    .where(eq(applications.id, id));
  return row && { keyId: row.keyId, answers: sealed('applications', 'answers', id, row.answers) };
}

/** The cases of one application, oldest first. */
export async function listCasesOf(tx: Tx, application: ApplicationId): Promise<CaseId[]> {
  const rows = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(eq(cases.applicationId, application))
    .orderBy(cases.submittedAt);
  return rows.map(({ id }) => id);
}

export interface OwnApplicationRow {
  id: ApplicationId;
  service: string;
  status: 'draft' | 'filed';
  savedAt: Date;
  caseId: CaseId | null;
  caseNumber: string | null;
  caseStatus: string | null;
}

/** Everything a resident has begun or filed, newest first (我的办件). */
export async function listOwnApplications(tx: Tx, filedBy: ResidentId): Promise<OwnApplicationRow[]> {
  return tx
    .select({
      id: applications.id,
      service: applications.service,
      status: applications.status,
      savedAt: applications.savedAt,
      caseId: cases.id,
      caseNumber: cases.number,
      caseStatus: cases.status,
    })
    .from(applications)
    .leftJoin(cases, eq(cases.applicationId, applications.id))
    .where(eq(applications.filedBy, filedBy))
    .orderBy(desc(applications.savedAt))
    .limit(50);
}
