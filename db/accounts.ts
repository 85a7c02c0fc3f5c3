import { and, eq, gt, inArray } from 'drizzle-orm';
import type { DepartmentId, KeyId, ResidentId, StaffId } from '#domain/ids.ts';
import type { StaffRole } from '#domain/permission.ts';
import { residents, sessions, staff } from './schema/identity.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

export interface ResidentRow {
  id: ResidentId;
  keyId: KeyId;
  name: Sealed<string>;
  idNumber: Sealed<string>;
  idIndex: string;
  area: string;
  email: Sealed<string> | null;
}

export interface StaffRow {
  id: StaffId;
  numberTail: string;
  roles: StaffRole[];
  area: string;
  department: DepartmentId | null;
}

/** The resident whom an identity provider knows as `subject`. */
export async function findResidentByLogin(
  tx: Tx,
  issuer: string,
  subject: string,
): Promise<ResidentId | undefined> {
  const where = and(eq(residents.issuer, issuer), eq(residents.subject, subject));
  const [row] = await tx.select({ id: residents.id }).from(residents).where(where);
  return row?.id;
}

/** A resident's profile; personal fields sealed. */
export async function findResident(tx: Tx, id: ResidentId): Promise<ResidentRow | undefined> {
  const [row] = await tx
    .select({
      id: residents.id,
      keyId: residents.keyId,
      name: residents.name,
      idNumber: residents.idNumber,
      idIndex: residents.idIndex,
      area: residents.area,
      email: residents.email,
    })
    .from(residents)
    .where(eq(residents.id, id));
  if (row === undefined) return undefined;
  return {
    ...row,
    name: sealed('residents', 'name', row.id, row.name),
    idNumber: sealed('residents', 'id_number', row.id, row.idNumber),
    email: row.email === null ? null : sealed('residents', 'email', row.id, row.email),
  };
}

/** The resident with this blind index of an identity number. */
export async function findResidentByIdIndex(tx: Tx, idIndex: string): Promise<ResidentId | undefined> {
  const [row] = await tx.select({ id: residents.id }).from(residents).where(eq(residents.idIndex, idIndex));
  return row?.id;
}

/** What the identity platform says anew at each sign-in: the login, and where notices go. */
export async function updateLogin(
  tx: Tx,
  id: ResidentId,
  issuer: string,
  subject: string,
  email: Buffer | null,
): Promise<void> {
  await tx.update(residents).set({ issuer, subject, email }).where(eq(residents.id, id));
}

/** Adds a resident at first sign-in. Returns false if the same person was added meanwhile. */
export async function insertResident(tx: Tx, row: typeof residents.$inferInsert): Promise<boolean> {
  const added = await tx.insert(residents).values(row).onConflictDoNothing().returning({ id: residents.id });
  return added.length === 1;
}

/** The staff member whom an identity provider knows as `subject`. */
export async function findStaffByLogin(
  tx: Tx,
  issuer: string,
  subject: string,
): Promise<StaffId | undefined> {
  const where = and(eq(staff.issuer, issuer), eq(staff.subject, subject));
  const [row] = await tx.select({ id: staff.id }).from(staff).where(where);
  return row?.id;
}

/** A staff member's roles and area. */
export async function findStaff(tx: Tx, id: StaffId): Promise<StaffRow | undefined> {
  const [row] = await tx
    .select({
      id: staff.id,
      numberTail: staff.numberTail,
      roles: staff.roles,
      area: staff.area,
      department: staff.department,
    })
    .from(staff)
    .where(eq(staff.id, id));
  return row;
}

/** The tails of staff numbers, by which colleagues know each other. */
export async function listTails(tx: Tx, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>> {
  const rows = await tx
    .select({ id: staff.id, tail: staff.numberTail })
    .from(staff)
    .where(inArray(staff.id, [...ids]));
  return new Map(rows.map(({ id, tail }) => [id, tail]));
}

/** Adds a staff member, or renews roles and area: the identity provider is the authority for both. */
export async function upsertStaff(tx: Tx, row: typeof staff.$inferInsert): Promise<StaffId> {
  const [saved] = await tx
    .insert(staff)
    .values(row)
    .onConflictDoUpdate({
      target: [staff.issuer, staff.subject],
      set: { roles: row.roles, area: row.area, numberTail: row.numberTail, department: row.department },
    })
    .returning({ id: staff.id });
  if (saved === undefined) throw new Error('an upsert returns its row');
  return saved.id;
}

/** Stores a session by the hash of its token. */
export async function insertSession(tx: Tx, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(row);
}

/** The account of a live session. */
export async function findSession(
  tx: Tx,
  tokenHash: string,
  now: Date,
): Promise<{ account: string; idleUntil: Date } | undefined> {
  const [row] = await tx
    .select({ account: sessions.account, idleUntil: sessions.idleUntil })
    .from(sessions)
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now), gt(sessions.idleUntil, now)));
  return row;
}

/** A session was used: it stays alive until `idleUntil`. */
export async function touchSession(tx: Tx, tokenHash: string, idleUntil: Date): Promise<void> {
  await tx.update(sessions).set({ idleUntil }).where(eq(sessions.tokenHash, tokenHash));
}

/** Ends a session. */
export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}
