import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  deleteSession,
  findResident,
  findResidentByIdIndex,
  findResidentByLogin,
  findSession,
  findStaff,
  findStaffByLogin,
  insertResident,
  insertSession,
  touchSession,
  updateLogin,
  upsertStaff,
} from '#db/accounts.ts';
import { findAreaPath } from '#db/reference.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { CitizenId } from '#domain/citizen-id.ts';
import { DepartmentId, ResidentId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { blindIndex } from './blind-index.ts';
import { createDataKey, type DataKey, getKey } from './data-key.ts';
import { newId } from './new-id.ts';
import { seal } from './seal.ts';

const AreaCode = z.string().regex(/^\d{6}$/);

/**
 * What the identity platform (统一身份认证) says about a resident: verified name, number and home district, and the e-mail
 * address for notices where the resident has left one.
 */
export const ResidentClaims = z.object({
  sub: z.string().min(1),
  kind: z.literal('resident'),
  name: z.string().min(1),
  id_number: CitizenId,
  area: AreaCode,
  email: z.email().optional(),
});

/** About a staff member; `amr` must show a second factor. */
export const StaffClaims = z.object({
  sub: z.string().min(1),
  kind: z.literal('staff'),
  staff_number: z.string().min(4),
  roles: z.array(z.enum(['clerk', 'senior_clerk', 'department_officer', 'city_administrator'])).min(1),
  area: AreaCode,
  /** The department whose data an officer answers for. */
  department: DepartmentId.nullish(),
  amr: z.array(z.string()).refine((methods) => methods.includes('otp'), 'staff sign in with a second factor'),
});

export const IdentityClaims = z.discriminatedUnion('kind', [ResidentClaims, StaffClaims]);
export type IdentityClaims = z.infer<typeof IdentityClaims>;

/** A session in use is touched at most this often. */
const TOUCH_MS = 60_000;
const SIGN_IN = { kind: 'sign_in' } as const;
export type AccountId = ResidentId | StaffId;

/** Parses an account id. @throws ZodError */
export const AccountId = z.union([ResidentId, StaffId]);

/** The account that a login of this issuer belongs to, if it has signed in before. */
export async function findAccount(
  pool: Pool,
  issuer: string,
  subject: string,
): Promise<AccountId | undefined> {
  return withTx(pool, SIGN_IN, async (tx) => {
    const login = loginIndex(issuer, subject);
    return (await findResidentByLogin(tx, issuer, login)) ?? (await findStaffByLogin(tx, issuer, login));
  });
}

function loginIndex(issuer: string, subject: string): string {
  return blindIndex('login', `${issuer} ${subject}`);
}

/**
 * Makes the account of a first sign-in, and renews what the identity platform is the authority for: roles and area of
 * staff, the e-mail address of residents.
 * @throws UnknownAreaError if the city has no such area
 */
export async function saveAccount(
  pool: Pool,
  now: Date,
  issuer: string,
  claims: IdentityClaims,
): Promise<AccountId> {
  return withTx(pool, SIGN_IN, async (tx) => {
    const area = await findAreaPath(tx, claims.area);
    if (area === undefined) throw new UnknownAreaError();
    const login = { issuer, subject: loginIndex(issuer, claims.sub), area, createdAt: now };
    if (claims.kind === 'staff') {
      const numberTail = claims.staff_number.slice(-2);
      return upsertStaff(tx, {
        ...login,
        id: newId(StaffId, 'staf', now),
        numberTail,
        roles: claims.roles,
        department: claims.department ?? null,
      });
    }
    return saveResident(tx, now, login, claims);
  });
}

interface Login {
  issuer: string;
  subject: string;
  area: string;
  createdAt: Date;
}

/** A person is known by the identity number: a new login of the same number is the same resident. */
async function saveResident(
  tx: Tx,
  now: Date,
  login: Login,
  claims: z.infer<typeof ResidentClaims>,
): Promise<ResidentId> {
  const idIndex = blindIndex('citizen_id', claims.id_number);
  const known = await findResidentByIdIndex(tx, idIndex);
  if (known !== undefined) {
    const email = claims.email === undefined ? null : await sealEmail(tx, known, claims.email);
    await updateLogin(tx, known, login.issuer, login.subject, email);
    return known;
  }
  const id = newId(ResidentId, 'resi', now);
  const key = await createDataKey(tx, id, now);
  const added = await insertResident(tx, {
    ...login,
    id,
    keyId: key.id,
    name: seal(key, 'residents', 'name', id, claims.name),
    idNumber: seal(key, 'residents', 'id_number', id, claims.id_number),
    email: claims.email === undefined ? null : sealedEmail(key, id, claims.email),
    idIndex,
  });
  if (added) return id;
  // Two first sign-ins of one person at the same moment: the other one came first and has committed by now.
  const other = await findResidentByIdIndex(tx, idIndex);
  if (other === undefined) throw new Error('a resident in the way has the same identity number');
  return other;
}

/** Seals an address under the key that the resident's profile has. @throws CipherError if the profile was erased */
async function sealEmail(tx: Tx, id: ResidentId, address: string): Promise<Buffer> {
  const row = await findResident(tx, id);
  if (row === undefined) throw new Error('a resident who was just found has a profile');
  return sealedEmail(await getKey(tx, row.keyId), id, address);
}

function sealedEmail(key: DataKey, id: ResidentId, address: string): Buffer {
  return seal(key, 'residents', 'email', id, address);
}

/** The area in an identity is none of this city's: reference data or identity platform are wrong. */
export class UnknownAreaError extends Error {
  constructor() {
    super('the identity names an area that the reference data does not have');
    this.name = 'UnknownAreaError';
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Begins a session; the database keeps only the token's hash. */
export async function beginSession(
  pool: Pool,
  token: string,
  account: AccountId,
  expiresAt: Date,
  now: Date,
): Promise<void> {
  const row = { tokenHash: hashOf(token), account, expiresAt, idleUntil: idleEnd(account, now) };
  await withTx(pool, SIGN_IN, (tx) => insertSession(tx, row));
}

/** An hour for residents; a quarter of one for staff, whose screens others walk past. */
function idleEnd(account: string, now: Date): Date {
  const minutes = StaffId.safeParse(account).success ? 15 : 60;
  return new Date(now.getTime() + minutes * 60_000);
}

/** Ends a session at once. */
export async function endSession(pool: Pool, token: string): Promise<void> {
  await withTx(pool, SIGN_IN, (tx) => deleteSession(tx, hashOf(token)));
}

/**
 * A live session's actor, read afresh: rights that were taken away end with the next request.
 * @param isUse whether a person is behind the request, which keeps the session alive; a page that polls is not one
 */
export async function findActor(
  pool: Pool,
  token: string,
  now: Date,
  isUse = true,
): Promise<{ actor: Actor; idleUntil: Date } | undefined> {
  return withTx(pool, SIGN_IN, async (tx) => {
    const session = await findSession(tx, hashOf(token), now);
    if (session === undefined) return undefined;
    const idleUntil = idleEnd(session.account, now);
    if (isUse && idleUntil.getTime() - session.idleUntil.getTime() > TOUCH_MS)
      await touchSession(tx, hashOf(token), idleUntil);
    const actor = await loadActor(tx, AccountId.parse(session.account));
    return actor && { actor, idleUntil };
  });
}

async function loadActor(tx: Tx, account: AccountId): Promise<Actor | undefined> {
  const resident = ResidentId.safeParse(account);
  if (resident.success) {
    const row = await findResident(tx, resident.data);
    return row && { kind: 'resident', id: row.id };
  }
  const row = await findStaff(tx, StaffId.parse(account));
  return (
    row && {
      kind: 'staff',
      id: row.id,
      tail: row.numberTail,
      roles: row.roles,
      area: row.area,
      department: row.department,
    }
  );
}
