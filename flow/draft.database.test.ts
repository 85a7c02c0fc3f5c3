import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApplicationId, StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { beginApplication } from './begin-application.ts';
import { fileApplication } from './file-application.ts';
import { readDraft } from './read-draft.ts';
import { savePage } from './save-page.ts';
import {
  addAnyResident,
  answersFor,
  fillDraft,
  freshNumber,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from './testing/city.ts';
import { asResident, problemOf } from './testing/outcome.ts';

let city: TestCity;
let daughter: Resident;
let stranger: Resident;

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
  stranger = await addAnyResident(city);
});
afterAll(() => city.close());

const begin = (actor: Actor = daughter, resident = daughter) =>
  asResident(city, resident, (tx) => beginApplication(tx, actor, NOW, 'after-a-death'));
const save = (id: ApplicationId, page: string, raw: Record<string, string>, actor = daughter) =>
  asResident(city, actor, (tx) => savePage(tx, actor, NOW, id, page, raw));
const read = (id: ApplicationId, actor = daughter) =>
  asResident(city, actor, (tx) => readDraft(tx, actor, NOW, id));
const file = (id: ApplicationId, actor = daughter) =>
  asResident(city, actor, (tx) => fileApplication(tx, actor, NOW, id, 'zh-CN'));
/** A draft that nobody has touched. */
async function freshDraft(): Promise<ApplicationId> {
  const actor = await addAnyResident(city);
  daughter = actor;
  return begin(actor, actor);
}

describe('a rejected form', () => {
  const typed = { deceasedName: '  周建国１', deceasedIdNumber: ' 99O1-02 1958 ' };

  test('is kept exactly as it was typed, with the reason for every field', async () => {
    const id = await freshDraft();
    const faults = { deceasedName: 'name_characters', deceasedIdNumber: 'id_look_alike' };
    expect(await save(id, 'whom', typed)).toEqual({ kind: 'rejected', faults });
    expect((await read(id)).rejected).toEqual({ whom: { raw: typed, faults } });
  });

  test('never touches what was accepted before, and leaves when the page is accepted', async () => {
    const id = await freshDraft();
    const number = freshNumber();
    await save(id, 'whom', { deceasedName: '周建国', deceasedIdNumber: number });
    await save(id, 'whom', typed);
    const claim = { deceasedName: '周建国', deceasedIdNumber: number };
    expect((await read(id)).claim).toEqual(claim);
    await save(id, 'whom', { ...claim, deceasedName: '周建民' });
    expect(await read(id)).toMatchObject({ claim: { deceasedName: '周建民' }, rejected: {} });
  });

  test('of one page leaves the rejected form of another where it is', async () => {
    const id = await freshDraft();
    await save(id, 'whom', typed);
    await save(id, 'account', { account: '1' });
    expect(Object.keys((await read(id)).rejected)).toEqual(['whom', 'account']);
  });

  test('keeps nothing that the page does not ask', async () => {
    const id = await freshDraft();
    await save(id, 'account', { account: '1', deceasedName: '周建国', admin: 'true' });
    expect((await read(id)).rejected.account?.raw).toEqual({ account: '1' });
  });
});

test('answers in full width, with spaces and of 15 digits are accepted and cleaned', async () => {
  const id = await freshDraft();
  const number = freshNumber();
  const old = `${number.slice(0, 6)}${number.slice(8, 17)}`;
  const wide = [...'9999990000000014'].map((digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0));
  expect(await save(id, 'whom', { deceasedName: ' 周建国 ', deceasedIdNumber: old })).toEqual({
    kind: 'accepted',
  });
  expect(await save(id, 'account', { account: wide.join('') })).toEqual({ kind: 'accepted' });
  const { claim } = await read(id);
  expect(claim).toEqual({ deceasedName: '周建国', deceasedIdNumber: number, account: '9999990000000014' });
});

describe('somebody else’s application, and one that there is not, look the same', () => {
  const nowhere = ApplicationId.parse('appl_019daea1-9bd8-749a-ac78-34306e1db216');

  test.each([
    ['read', (id: ApplicationId, actor: Resident) => read(id, actor)],
    ['save', (id: ApplicationId, actor: Resident) => save(id, 'relation', { relation: 'child' }, actor)],
    ['file', (id: ApplicationId, actor: Resident) => file(id, actor)],
  ])('to %s', async (_verb, verb) => {
    const owner = await addAnyResident(city);
    const id = await fillDraft(city, owner);
    expect(await problemOf(verb(id, stranger))).toBe('not_found');
    expect(await problemOf(verb(nowhere, stranger))).toBe('not_found');
    expect(await problemOf(verb(id, owner))).toBe('none');
  });

  test('to staff, who have no drafts', async () => {
    const id = await freshDraft();
    const staff: Actor = {
      kind: 'staff',
      id: StaffId.parse('staf_019daea1-9bd8-749a-ac78-34306e1db216'),
      tail: '01',
      roles: ['clerk'],
      area: '990000',
      department: null,
    };
    expect(await problemOf(asResident(city, daughter, (tx) => readDraft(tx, staff, NOW, id)))).toBe(
      'not_found',
    );
    expect(await problemOf(begin(staff))).toBe('not_permitted');
  });
});

describe('filing', () => {
  test('an application that lacks something names the first page that does, and files nothing', async () => {
    const id = await freshDraft();
    expect(await file(id)).toEqual({ kind: 'incomplete', page: 'whom' });
    const { whom = {}, account = {} } = answersFor();
    await save(id, 'whom', whom);
    await save(id, 'account', account);
    expect(await file(id)).toEqual({ kind: 'incomplete', page: 'relation' });
    expect(await read(id)).toMatchObject({ status: 'draft' });
    const { rowCount } = await city.superuser.query('select 1 from cases where application_id = $1', [id]);
    expect(rowCount).toBe(0);
  });

  test('closes the draft: a page saved afterwards changes nothing', async () => {
    const id = await fillDraft(city, daughter);
    await file(id);
    expect(await save(id, 'account', { account: '1' })).toEqual({ kind: 'filed_already' });
    const { claim, rejected, status } = await read(id);
    expect({ account: claim.account, rejected, status }).toEqual({
      account: '9999990000000014',
      rejected: {},
      status: 'filed',
    });
  });
});

describe('beginning', () => {
  test('gives back the draft that was begun, and a new one once it was filed', async () => {
    const id = await freshDraft();
    expect(await begin(daughter, daughter)).toBe(id);
    for (const [page, raw] of Object.entries(answersFor())) await save(id, page, raw);
    await file(id);
    expect(await begin(daughter, daughter)).not.toBe(id);
  });

  test('a service that there is not is not found', async () => {
    const beginning = asResident(city, daughter, (tx) =>
      beginApplication(tx, daughter, NOW, 'no-such-service'),
    );
    expect(await problemOf(beginning)).toBe('not_found');
  });
});

test('a page that the service does not have is not found', async () => {
  expect(await problemOf(save(await freshDraft(), 'no-such-page', {}))).toBe('not_found');
});
