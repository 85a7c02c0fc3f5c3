import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import type { DeskQuestionId } from '#domain/ids.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import type { FindingForm } from '#domain/officer-answer.ts';
import { type CallContext, type Question, TEST_CASE } from '#domain/question.ts';
import { answerQuestion, confirmAnswer } from './officer-questions.ts';
import { VerbError } from './problems.ts';
import { putOnDesk } from './put-on-desk.ts';
import { listQuestions, readQuestion } from './read-officer-questions.ts';
import { addAnyResident, addStaff, NOW, openTestCity, type Staff, type TestCity } from './testing/city.ts';

const ARCHIVE = ConnectorId.parse('social-security-archive');
const REACH = { way: 'desk', dueHours: 72, twoPersons: true } as const;
const question: Question = {
  evidence: 'E-PEN-ARC',
  fields: ['actualMonths', 'ownPaidFen'],
  subjects: [{ name: '萧国民', idNumber: '990102195011180013' }],
  given: {},
};
const FOUND: FindingForm = {
  kind: 'confirmed',
  values: { actualMonths: '２０４', ownPaidFen: '9792.00' },
  foundAt: '1998年台账第12册第30页',
};

let city: TestCity;
let [first, second, foreign, clerk]: Staff[] = [];
let id: DeskQuestionId;
let context: CallContext;

beforeAll(async () => {
  city = await openTestCity();
  const department = DepartmentId.parse('social-security');
  first = await addStaff(city, '100303', ['department_officer'], '990100', department);
  second = await addStaff(city, '100313', ['department_officer'], '990100', department);
  foreign = await addStaff(city, '100301', ['department_officer'], '990100', DepartmentId.parse('health'));
  clerk = await addStaff(city, '102027', ['clerk'], '990102');
});
afterAll(() => city.close());

const put = (reach: { way: 'desk'; dueHours: number; twoPersons: boolean } = REACH) =>
  putOnDesk(city.broker, NOW, ARCHIVE, reach, question, context);

beforeEach(async () => {
  context = {
    call: randomUUID(),
    caseNumber: '99010220261122000008',
    requirement: 'oldContributions',
    purpose: '老系统里还没有并入的缴费也要算进去',
    legalBasis: '社会保险经办条例第二十六条',
    actor: 'system',
    callback: 'http://127.0.0.1:9',
  };
  const told = await put();
  if (!('ticket' in told)) throw new Error('a fresh question is pending');
  const lines = await as(first, (tx, staff) => listQuestions(tx, staff));
  const found = lines.find(({ row }) => row.call === context.call);
  if (found === undefined) throw new Error('the question stands on the desk');
  id = found.row.id;
});

function as<T>(
  staff: Staff | undefined,
  verb: (tx: Parameters<typeof listQuestions>[0], staff: Staff) => Promise<T>,
): Promise<T> {
  if (staff === undefined) throw new Error('the staff are there');
  return withTx(city.portal, staff, (tx) => verb(tx, staff));
}
const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof VerbError ? error.problem : error),
  );
const answer = (staff: Staff | undefined, form = FOUND) =>
  as(staff, (tx, who) => answerQuestion(tx, who, NOW, id, form));
const confirm = (staff: Staff | undefined, givenBack: string | null = null) =>
  as(staff, (tx, who) => confirmAnswer(tx, who, NOW, id, givenBack));
const see = (staff: Staff | undefined) => as(staff, (tx, who) => readQuestion(tx, who, NOW, id));

describe('a question on a department’s desk', () => {
  test('is put there once for each call, with the day by which an answer is due', async () => {
    const again = await put();
    expect(again).toEqual({ ticket: id, dueAt: new Date(NOW.getTime() + 72 * 3_600_000) });
  });

  test('is opened for the officers of that department with the persons it is about, and each look is written down', async () => {
    const opened = await as(second, (tx, staff) => readQuestion(tx, staff, NOW, id));
    expect(opened.question).toEqual(question);
    const { rows } = await city.superuser.query<{ actor: string }>(
      `select leaf::jsonb ->> 'actor' as actor from ledger_leaves
       where kind = 'data.opened' and leaf like '%' || $1 || '%'`,
      [id],
    );
    expect(rows.map(({ actor }) => actor)).toContain(second?.id);
  });

  test('that tries a connector says so, and that of a case does not', async () => {
    expect((await see(first)).isTest).toBe(false);
    context = { ...context, call: randomUUID(), caseNumber: TEST_CASE };
    await put();
    const lines = await as(first, (tx, staff) => listQuestions(tx, staff));
    expect(lines.find(({ row }) => row.call === context.call)?.isTest).toBe(true);
  });

  test('does not exist for officers of other departments, clerks and residents', async () => {
    expect(await problemOf(as(foreign, (tx, staff) => readQuestion(tx, staff, NOW, id)))).toBe('not_found');
    expect(await problemOf(as(clerk, (tx, staff) => readQuestion(tx, staff, NOW, id)))).toBe('not_found');
    expect(await as(foreign, (tx, staff) => listQuestions(tx, staff))).toEqual([]);
    expect(await problemOf(answer(foreign))).toBe('not_found');
    const resident = await addAnyResident(city);
    const reading = withTx(city.portal, resident, (tx) => readQuestion(tx, resident, NOW, id));
    expect(await problemOf(reading)).toBe('not_found');
  });
});

describe('an answer', () => {
  test('to a sensitive question is final when a second officer has confirmed it, and not before', async () => {
    expect(await answer(first)).toEqual({ kind: 'accepted', waitsForSecond: true });
    expect(await put()).toMatchObject({ ticket: id });
    expect(await problemOf(confirm(first))).toBe('not_allowed');
    await confirm(second);
    expect(await put()).toMatchObject({
      answer: { kind: 'confirmed', fields: { actualMonths: 204, ownPaidFen: 979_200 } },
    });
  });

  test('that the second officer does not share goes back to the first, who reads it with what the second has found', async () => {
    await answer(first);
    await confirm(second, '第30页写的是203个月');
    const { row, found } = await see(first);
    expect(row.state).toBe('open');
    expect(found).toMatchObject({
      answer: { kind: 'confirmed', fields: { actualMonths: 204 } },
      foundAt: FOUND.foundAt,
      givenBack: '第30页写的是203个月',
    });
    expect((await see(second)).found).toBeNull();
    expect(await put()).toMatchObject({ ticket: id });
  });

  test('that was given back and corrected is confirmed by somebody else again, and nothing is left of the words', async () => {
    await answer(first);
    await confirm(second, '第30页写的是203个月');
    await answer(first, { ...FOUND, values: { ...FOUND.values, actualMonths: '203' } });
    expect(await problemOf(confirm(first))).toBe('not_allowed');
    expect((await see(second)).found).toMatchObject({ givenBack: null });
    await confirm(second);
    expect(await put()).toMatchObject({ answer: { kind: 'confirmed', fields: { actualMonths: 203 } } });
  });

  test('is final at once where one officer is enough', async () => {
    context = { ...context, call: randomUUID() };
    const told = await put({ ...REACH, twoPersons: false });
    const lines = await as(first, (tx, staff) => listQuestions(tx, staff));
    id = lines.find(({ row }) => row.call === context.call)?.row.id ?? id;
    expect(told).toMatchObject({ ticket: id });
    await answer(first, { kind: 'no_record', values: {}, foundAt: '1992至2008年台账' });
    expect(await put()).toMatchObject({ answer: { kind: 'no_record' } });
  });

  test('with fields that are not what they should be is not taken, field by field', async () => {
    const values = { actualMonths: 'viele', ownPaidFen: '' };
    expect(await answer(first, { ...FOUND, values })).toEqual({
      kind: 'rejected',
      faults: { actualMonths: 'integer', ownPaidFen: 'missing' },
    });
    expect(await answer(first, { ...FOUND, kind: 'ambiguous', values: { candidates: '1' } })).toEqual({
      kind: 'rejected',
      faults: { candidates: 'integer' },
    });
  });

  test('is refused with every fault of the form at once', async () => {
    expect(await answer(first, { ...FOUND, values: { actualMonths: 'x' }, foundAt: ' ' })).toEqual({
      kind: 'rejected',
      faults: { actualMonths: 'integer', ownPaidFen: 'missing', foundAt: 'missing' },
    });
    expect(await answer(first, { kind: '', values: {}, foundAt: '' })).toEqual({
      kind: 'rejected',
      faults: { kind: 'choice', foundAt: 'missing' },
    });
  });

  test('cannot be given twice', async () => {
    await answer(first);
    expect(await problemOf(answer(second))).toBe('not_allowed');
  });
});
