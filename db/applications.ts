import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Locale } from '#domain/evidence.ts';
import type { ApplicationId, KeyId, PartyId, ResidentId } from '#domain/ids.ts';
import type { PersonRef } from '#domain/question.ts';
import type { PartyRole } from '#domain/service.ts';
import { type CaseRow, caseColumns } from './cases.ts';
import { applications, parties, partyAccess } from './schema/applications.ts';
import { cases } from './schema/cases.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

/** An application as its applicant's own; the answers are parsed by `flow/draft.ts`. */
export interface ApplicationRow {
  id: ApplicationId;
  bundle: string;
  area: string;
  keyId: KeyId;
  status: 'draft' | 'filed';
  savedAt: Date;
  answers: Sealed<unknown>;
}

const ownColumns = {
  id: applications.id,
  bundle: applications.bundle,
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

/** An application that this transaction's actor may see (row security by party and area). */
export async function findApplication(
  tx: Tx,
  id: ApplicationId,
): Promise<{ bundle: string; filedAt: Date | null } | undefined> {
  const [row] = await tx
    .select({ bundle: applications.bundle, filedAt: applications.filedAt })
    .from(applications)
    .where(eq(applications.id, id));
  return row;
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

/** The resident's newest open draft of a bundle. */
export async function findOpenDraft(
  tx: Tx,
  bundle: string,
  filedBy: ResidentId,
): Promise<ApplicationId | undefined> {
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.bundle, bundle),
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

/** The persons of applications, sealed. */
export async function listPartiesOf(
  tx: Tx,
  ids: readonly ApplicationId[],
): Promise<(PartyRow & { applicationId: ApplicationId })[]> {
  const { id, applicationId, role, idIndex, person } = parties;
  const rows = await tx
    .select({ id, applicationId, role, idIndex, person })
    .from(parties)
    .where(inArray(applicationId, [...ids]));
  return rows.map((row) => ({ ...row, person: sealed('parties', 'person', row.id, row.person) }));
}

/** The persons of an application, sealed. */
export async function listParties(tx: Tx, application: ApplicationId): Promise<PartyRow[]> {
  return listPartiesOf(tx, [application]);
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

export interface OwnApplicationRow {
  id: ApplicationId;
  bundle: string;
  status: 'draft' | 'filed';
  savedAt: Date;
  cases: Pick<CaseRow, 'id' | 'number' | 'service' | 'serviceVersion' | 'status' | 'payment'>[];
}

const LISTED = 50;

/** Everything that a resident has begun or filed, newest first, each with its cases (我的办件). */
export async function listOwnApplications(tx: Tx, filedBy: ResidentId): Promise<OwnApplicationRow[]> {
  const own = await tx
    .select({
      id: applications.id,
      bundle: applications.bundle,
      status: applications.status,
      savedAt: applications.savedAt,
    })
    .from(applications)
    .where(eq(applications.filedBy, filedBy))
    .orderBy(desc(applications.savedAt))
    .limit(LISTED);
  const { id, number, service, serviceVersion, status, payment } = caseColumns;
  const ids = own.map((application) => application.id);
  const found = await tx
    .select({ applicationId: cases.applicationId, id, number, service, serviceVersion, status, payment })
    .from(cases)
    .where(inArray(cases.applicationId, ids))
    .orderBy(asc(cases.submittedAt), asc(cases.id));
  return own.map((application) => {
    const ofIt = found.filter(({ applicationId }) => applicationId === application.id);
    return { ...application, cases: ofIt.map(({ applicationId: _, ...row }) => row) };
  });
}

/** A party that is told of news: where, and in which language. */
export interface ContactRow {
  language: Locale;
  contact: Sealed<string>;
}

/** The parties of an application who are told of news. */
export async function listContacts(tx: Tx, application: ApplicationId): Promise<ContactRow[]> {
  const rows = await tx
    .select({ id: parties.id, language: parties.language, contact: parties.contact })
    .from(parties)
    .where(eq(parties.applicationId, application));
  return rows.flatMap(({ id, language, contact }) =>
    language === null || contact === null
      ? []
      : [{ language, contact: sealed<string>('parties', 'contact', id, contact) }],
  );
}
