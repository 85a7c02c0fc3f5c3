import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findResident } from '#db/accounts.ts';
import { ResidentId } from '#domain/ids.ts';
import { open, toOpen } from './open.ts';
import {
  type AccountId,
  beginSession,
  endSession,
  findAccount,
  findActor,
  IdentityClaims,
  saveAccount,
  UnknownAreaError,
} from './sign-in.ts';
import { freshNumber, NOW, openTestCity, type TestCity } from './testing/city.ts';
import { asResident } from './testing/outcome.ts';

const ISSUER = 'https://identity.example';
const DAY_MS = 86_400_000;
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let city: TestCity;
let resident: AccountId;
let clerk: AccountId;
let issued = 0;

const staffClaims = (change: object = {}) =>
  IdentityClaims.parse({
    sub: 'staff-1',
    kind: 'staff',
    staff_number: 'A1007',
    roles: ['clerk'],
    area: '990102',
    amr: ['pwd', 'otp'],
    ...change,
  });

async function session(account: AccountId, expiresAt = new Date(NOW.getTime() + DAY_MS)): Promise<string> {
  issued += 1;
  const token = `a-session-token-of-this-test-${issued}`;
  await beginSession(city.portal, token, account, expiresAt, NOW);
  return token;
}
const actorOf = (token: string, now: Date) => findActor(city.portal, token, now);

function emailOf(id: ResidentId): Promise<string | null> {
  const actor = { kind: 'resident', id } as const;
  return asResident(city, actor, async (tx) => {
    const sealed = (await findResident(tx, id))?.email ?? null;
    const { email } = await open(tx, actor, 'own_profile', NOW, {
      email: sealed && toOpen(sealed, z.email()),
    });
    return email;
  });
}

beforeAll(async () => {
  city = await openTestCity();
  const number = freshNumber('19850812');
  const claims = {
    sub: 'person-1',
    kind: 'resident',
    name: '周静',
    id_number: number,
    area: '990102',
  } as const;
  resident = await saveAccount(city.portal, NOW, ISSUER, claims);
  clerk = await saveAccount(city.portal, NOW, ISSUER, staffClaims());
});
afterAll(() => city.close());

describe('a session', () => {
  test('stands in the database by the hash of its token only', async () => {
    const token = await session(resident);
    const { rows } = await city.superuser.query<{ row: string }>('select s::text as row from sessions s');
    const text = rows.map(({ row }) => row).join('\n');
    expect(text).not.toContain(token);
    expect(text).toContain(createHash('sha256').update(token).digest('base64url'));
  });

  test.each([
    ['a resident', () => resident, 60],
    ['a member of staff', () => clerk, 15],
  ])('of %s ends after so long without use', async (_who, account, minutes) => {
    const [kept, left] = [await session(account()), await session(account())];
    expect((await actorOf(kept, later(minutes - 1)))?.actor.id).toBe(account());
    expect(await actorOf(left, later(minutes))).toBeUndefined();
    expect((await actorOf(kept, later(2 * minutes - 2)))?.actor.id).toBe(account());
    expect(await actorOf(kept, later(3 * minutes - 2))).toBeUndefined();
  });

  test('ends at its end, however much it is used', async () => {
    const token = await session(resident, later(90));
    expect(await actorOf(token, later(50))).toBeDefined();
    expect(await actorOf(token, later(89))).toBeDefined();
    expect(await actorOf(token, later(90))).toBeUndefined();
  });

  test('that was ended is nobody’s, and others go on', async () => {
    const [ended, other] = [await session(resident), await session(resident)];
    await endSession(city.portal, ended);
    expect(await actorOf(ended, NOW)).toBeUndefined();
    expect(await actorOf(other, NOW)).toBeDefined();
  });

  test('with a token that nobody was given is nobody’s', async () => {
    expect(await actorOf('a-token-that-nobody-was-given', NOW)).toBeUndefined();
  });
});

describe('rights', () => {
  test('of staff are renewed at each sign-in, and hold from the next request of a running session on', async () => {
    const token = await session(clerk);
    expect((await actorOf(token, NOW))?.actor).toMatchObject({
      roles: ['clerk'],
      area: '990000/990100/990102',
    });
    const again = staffClaims({ roles: ['department_officer'], area: '990103' });
    expect(await saveAccount(city.portal, NOW, ISSUER, again)).toBe(clerk);
    expect((await actorOf(token, NOW))?.actor).toMatchObject({
      roles: ['department_officer'],
      area: '990000/990100/990103',
    });
  });

  test('of staff are not given without a second factor, without a role or with an unknown one', () => {
    for (const change of [{ amr: ['pwd'] }, { amr: [] }, { roles: [] }, { roles: ['god'] }]) {
      expect(() => staffClaims(change)).toThrow();
    }
  });

  test('nobody is both: a resident’s claims make no member of staff', () => {
    const claims = { ...staffClaims(), kind: 'resident' };
    expect(IdentityClaims.safeParse(claims).success).toBe(false);
  });
});

describe('an account', () => {
  test('is the same at the second sign-in, and another issuer’s of the same name is another', async () => {
    expect(await findAccount(city.portal, ISSUER, 'person-1')).toBe(resident);
    expect(await findAccount(city.portal, 'https://other.example', 'person-1')).toBeUndefined();
    expect(await findAccount(city.portal, ISSUER, 'person-2')).toBeUndefined();
  });

  test('keeps name and number sealed, and is found by a keyed index that is not the number’s plain hash', async () => {
    const number = freshNumber('19700101');
    const claims = {
      sub: 'person-3',
      kind: 'resident',
      name: '王小明',
      id_number: number,
      area: '990102',
    } as const;
    const id = await saveAccount(city.portal, NOW, ISSUER, claims);
    const { rows } = await city.superuser.query('select * from residents where id = $1', [id]);
    const stored = Object.values<unknown>(rows[0])
      .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value)))
      .join('\n');
    const plain = createHash('sha256').update(number);
    for (const value of [number, 'person-3', '王小明', plain.copy().digest('hex'), plain.digest('base64url')])
      expect(stored).not.toContain(value);
    expect(rows[0].id_index).toMatch(/^[\w-]{43}$/);
  });

  test('keeps the e-mail address sealed, as the last sign-in gave it, and keeps none where it gave none', async () => {
    const claims = {
      sub: 'person-5',
      kind: 'resident',
      name: '王小明',
      id_number: freshNumber('19700103'),
      area: '990102',
    } as const;
    for (const email of ['first@anlan.example', 'second@anlan.example', undefined, 'third@anlan.example']) {
      const id = await saveAccount(city.portal, NOW, ISSUER, IdentityClaims.parse({ ...claims, email }));
      const { rows } = await city.superuser.query('select email from residents where id = $1', [id]);
      expect(rows[0].email?.toString('utf8') ?? '').not.toContain('anlan');
      expect(await emailOf(ResidentId.parse(id))).toBe(email ?? null);
    }
  });

  test('is one resident however often and at the same moment a person signs in, also under a new login', async () => {
    const claims = {
      sub: 'person-4',
      kind: 'resident',
      name: '王小明',
      id_number: freshNumber('19700102'),
      area: '990102',
    } as const;
    const logins = [claims, claims, claims, { ...claims, sub: 'person-4-again' }];
    const ids = await Promise.all(logins.map((login) => saveAccount(city.portal, NOW, ISSUER, login)));
    expect(new Set(ids).size).toBe(1);
  });

  test('in an area that the city does not have is refused, and nothing is kept of it', async () => {
    const claims = staffClaims({ sub: 'staff-9', area: '110101' });
    await expect(saveAccount(city.portal, NOW, ISSUER, claims)).rejects.toThrow(UnknownAreaError);
    expect(await findAccount(city.portal, ISSUER, 'staff-9')).toBeUndefined();
  });

  test.each([
    ['a wrong check character', { id_number: '990102198508120048' }],
    ['no name', { name: '' }],
    ['no area', { area: '' }],
    ['an e-mail address that is none', { email: 'anlan.example' }],
  ])('is refused with %s', (_what, change) => {
    const claims = {
      sub: 'x',
      kind: 'resident',
      name: '周静',
      id_number: freshNumber('19850812'),
      area: '990102',
    };
    expect(IdentityClaims.safeParse(claims).success).toBe(true);
    expect(IdentityClaims.safeParse({ ...claims, ...change }).success).toBe(false);
  });
});
