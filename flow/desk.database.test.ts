import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { requestReview } from './case-actions.ts';
import { claimCase, releaseCase } from './claim-case.ts';
import { determineRequirement, judgeCriterion } from './judge-case.ts';
import { approveDecision, proposeDecision, returnDecision } from './proposal.ts';
import { readCase } from './read-case.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from './testing/city.ts';
import { approve, claim, determine, judge, propose, seenNow, sign, stateOf } from './testing/desk.ts';
import {
  answerAll,
  answerCase,
  answerErrands,
  confirmed,
  EVERYTHING,
  noRecord,
  runDue,
  takeErrands,
} from './testing/drive.ts';
import { asPortal, problemOf } from './testing/outcome.ts';

/** The bank does not know the account, and the death was none that the circular plainly covers. */
const UNKNOWN_ACCOUNT = { ...EVERYTHING, 'E-BNK': noRecord };
const PENDING_INJURY = { ...EVERYTHING, 'E-INJ': confirmed({ recognition: 'PENDING' }) };
const NOT_INSURED = { ...EVERYTHING, 'E-PEN-STA': confirmed({ scheme: 'RESIDENT', status: 'RETIRED' }) };

let city: TestCity;
let daughter: Resident;
let clerks: Staff[];
let clerk: Staff;
let senior: Staff;
let otherSenior: Staff;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  clerks = await Promise.all(
    Array.from({ length: 10 }, (_, index) => addStaff(city, `990102${index + 10}`, ['clerk'])),
  );
  senior = await addStaff(city, '99010231', ['senior_clerk']);
  otherSenior = await addStaff(city, '99010232', ['senior_clerk']);
  const [first] = clerks;
  if (first === undefined) throw new Error('ten clerks');
  clerk = first;
});
afterAll(() => city.close());

/** A case of a new resident on the desk, in the way in which these answers bring it there. */
async function onDesk(answers: Parameters<typeof answerCase>[3]): Promise<void> {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from wakeups');
  daughter = await addAnyResident(city);
  id = await fileCase(city, daughter);
  await answerCase(city, NOW, id, answers);
}
const view = () => asPortal(city, daughter, (tx) => readCase(tx, daughter, NOW, id));
async function countOf(table: 'payment_orders' | 'granted_benefits'): Promise<number> {
  const { rowCount } = await city.superuser.query(`select 1 from ${table} where case_id = $1`, [id]);
  return rowCount ?? 0;
}

describe('a free case', () => {
  beforeEach(() => onDesk(UNKNOWN_ACCOUNT));

  test('goes to exactly one of ten clerks who reach for it at once', async () => {
    const seen = await seenNow(city, id);
    const outcomes = await Promise.all(
      clerks.map((each) => problemOf(asPortal(city, each, (tx) => claimCase(tx, each, NOW, seen)))),
    );
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'stale')).toHaveLength(9);
    const winner = clerks[outcomes.indexOf('none')];
    expect((await stateOf(city, id)).owner?.id).toBe(winner?.id);
  });

  test('that somebody has is nobody else’s to work on, and goes back to all with a senior clerk’s word', async () => {
    await claim(city, clerk, id);
    const [, colleague] = clerks;
    if (colleague === undefined) throw new Error('ten clerks');
    expect(await problemOf(judge(city, colleague, id, 'account-own'))).toBe('stale');
    expect(await problemOf(claim(city, colleague, id))).toBe('stale');
    const release = async (staff: Staff) => {
      const seen = await seenNow(city, id);
      return problemOf(asPortal(city, staff, (tx) => releaseCase(tx, staff, NOW, seen)));
    };
    expect(await release(colleague)).toBe('stale');
    expect(await release(senior)).toBe('none');
    expect((await stateOf(city, id)).owner).toBeNull();
    await claim(city, colleague, id);
    expect(await release(colleague)).toBe('none');
  });
});

describe('every verb of the desk refuses a version that is not the newest:', () => {
  const reason = '已核对';
  const verbs = {
    claim: (seen, tx, staff) => claimCase(tx, staff, NOW, seen),
    release: (seen, tx, staff) => releaseCase(tx, staff, NOW, seen),
    determine: async (seen, tx, staff) => {
      const values = { belongs: 'yes' };
      const determination = { requirement: 'account', basis: 'paper' as const, values, reason };
      await determineRequirement(tx, staff, NOW, seen, determination);
    },
    judge: (seen, tx, staff) =>
      judgeCriterion(tx, staff, NOW, seen, { criterion: 'account-own', holds: true, reason }),
    propose: (seen, tx, staff) => {
      const grounds = { kind: 'criterion', id: 'account-own' } as const;
      return proposeDecision(tx, staff, NOW, seen, { outcome: 'refused', grounds, reason });
    },
    approve: (seen, tx, staff) => approveDecision(tx, staff, NOW, seen),
    return: (seen, tx, staff) => returnDecision(tx, staff, NOW, seen, reason),
  } as const satisfies Record<
    string,
    (
      seen: Parameters<typeof claimCase>[3],
      tx: Parameters<typeof claimCase>[0],
      staff: Staff,
    ) => Promise<unknown>
  >;

  test.each(Object.keys(verbs) as (keyof typeof verbs)[])('%s', async (verb) => {
    await onDesk(UNKNOWN_ACCOUNT);
    if (verb !== 'claim') await claim(city, senior, id);
    const isSecond = verb === 'approve' || verb === 'return';
    if (isSecond) {
      const grounds = { kind: 'criterion', id: 'account-own' } as const;
      await propose(city, senior, id, { outcome: 'refused', grounds });
    }
    const actor = isSecond ? otherSenior : senior;
    const seen = await seenNow(city, id);
    const run = (seq: number) =>
      problemOf(asPortal(city, actor, (tx) => verbs[verb]({ id, seq }, tx, actor)));
    expect([await run(seen.seq - 1), await run(seen.seq + 1)]).toEqual(['stale', 'stale']);
    expect((await seenNow(city, id)).seq).toBe(seen.seq);
    expect(await run(seen.seq)).toBe('none');
    expect(await run(seen.seq)).toBe('stale');
  });
});

describe('what a person has determined', () => {
  test('lets the rules go on at once: with the last need only signatures are left', async () => {
    await onDesk({ ...UNKNOWN_ACCOUNT, 'E-INJ': noRecord });
    await claim(city, clerk, id);
    expect((await stateOf(city, id)).needs).toEqual([
      { kind: 'requirement', id: 'account', reason: 'no_record' },
    ]);
    expect(await determine(city, clerk, id, 'account', { belongs: 'yes' })).toEqual({ kind: 'accepted' });
    const { status, needs, isPersons } = await stateOf(city, id);
    expect({ status, needs, isPersons }).toEqual({
      status: 'review',
      needs: [{ kind: 'signature' }],
      isPersons: true,
    });
  });

  test('that is not acceptable names the fields and writes nothing', async () => {
    await onDesk(UNKNOWN_ACCOUNT);
    await claim(city, clerk, id);
    const { seq } = await seenNow(city, id);
    expect(await determine(city, clerk, id, 'account', { belongs: 'perhaps' })).toEqual({
      kind: 'rejected',
      faults: { belongs: 'choice' },
    });
    expect((await seenNow(city, id)).seq).toBe(seq);
  });

  test('brings a new need where the rules then lead to one', async () => {
    await onDesk(UNKNOWN_ACCOUNT);
    await claim(city, clerk, id);
    await determine(city, clerk, id, 'account', { belongs: 'no' });
    expect((await stateOf(city, id)).needs).toEqual([{ kind: 'criterion', id: 'account-own' }]);
  });

  test('of a requirement or a criterion that there is not is not found', async () => {
    await onDesk(UNKNOWN_ACCOUNT);
    await claim(city, clerk, id);
    expect(await problemOf(determine(city, clerk, id, 'no-such', {}))).toBe('not_found');
    expect(await problemOf(judge(city, clerk, id, 'no-such'))).toBe('not_found');
  });
});

describe('a decision by persons', () => {
  beforeEach(() => onDesk(UNKNOWN_ACCOUNT));
  const settle = async () => {
    await claim(city, clerk, id);
    await determine(city, clerk, id, 'account', { belongs: 'yes' });
  };

  test('is granted once two have signed, with the rules’ amount, one order and both names', async () => {
    await settle();
    await propose(city, clerk, id);
    expect([(await view()).row.status, await countOf('payment_orders')]).toEqual(['proposed', 0]);
    await approve(city, senior, id);
    expect([(await view()).row.status, await countOf('payment_orders')]).toEqual(['proposed', 0]);
    await runDue(city, NOW);
    const { row, state, decision } = await view();
    expect([row.status, row.owner, row.payment]).toEqual(['decided', null, 'ordered']);
    expect(state.decision).toMatchObject({
      outcome: 'granted',
      officers: [{ id: clerk.id }, { id: senior.id }],
    });
    expect(decision?.outcome).toMatchObject({ kind: 'granted', totalFen: 6_096_292 });
    expect([await countOf('payment_orders'), await countOf('granted_benefits')]).toEqual([1, 2]);
  });

  test('is never signed by one person twice, nor confirmed by whoever determined something in it', async () => {
    await claim(city, senior, id);
    await determine(city, senior, id, 'account', { belongs: 'yes' });
    await propose(city, senior, id);
    expect(await problemOf(approve(city, senior, id))).toBe('not_permitted');
    expect(await problemOf(approve(city, clerk, id))).toBe('not_permitted');
    expect(await problemOf(approve(city, otherSenior, id))).toBe('none');
    expect(await problemOf(approve(city, otherSenior, id))).toBe('not_allowed');
  });

  test('is not confirmed by a senior clerk who had it before and judged, though another has proposed it', async () => {
    await claim(city, senior, id);
    await determine(city, senior, id, 'account', { belongs: 'yes' });
    const seen = await seenNow(city, id);
    await asPortal(city, senior, (tx) => releaseCase(tx, senior, NOW, seen));
    await claim(city, clerk, id);
    await propose(city, clerk, id);
    expect(await problemOf(approve(city, senior, id))).toBe('not_permitted');
    const back = await seenNow(city, id);
    const returning = asPortal(city, senior, (tx) => returnDecision(tx, senior, NOW, back, '再核'));
    expect(await problemOf(returning)).toBe('not_permitted');
    expect(await problemOf(approve(city, otherSenior, id))).toBe('none');
  });

  test('that is sent back is the first person’s again, and can be proposed anew', async () => {
    await settle();
    await propose(city, clerk, id);
    const seen = await seenNow(city, id);
    await asPortal(city, senior, (tx) => returnDecision(tx, senior, NOW, seen, '请补充理由'));
    const { status, owner, proposal } = await stateOf(city, id);
    expect([status, owner?.id, proposal]).toEqual(['review', clerk.id, null]);
    await sign(city, clerk, senior, id);
    expect((await view()).row.status).toBe('decided');
  });

  test('that grants cannot be proposed where the rules do not lead to it', async () => {
    await claim(city, clerk, id);
    expect(await problemOf(propose(city, clerk, id))).toBe('not_allowed');
    expect(await problemOf(propose(city, clerk, id, { outcome: 'not_applicable' }))).toBe('not_allowed');
    await determine(city, clerk, id, 'account', { belongs: 'yes' });
    const grounds = { kind: 'criterion', id: 'account-own' } as const;
    expect(await problemOf(propose(city, clerk, id, { grounds }))).toBe('not_allowed');
  });

  test('that refuses needs a reason and grounds that the service has; it pays nothing and takes no benefit', async () => {
    await claim(city, clerk, id);
    const refuse = (grounds: Parameters<typeof propose>[3]) =>
      problemOf(propose(city, clerk, id, { outcome: 'refused', ...grounds }));
    expect(await refuse({})).toBe('not_allowed');
    expect(await refuse({ grounds: { kind: 'criterion', id: 'account' } })).toBe('not_allowed');
    expect(await refuse({ grounds: { kind: 'criterion', id: 'account-own' }, reason: ' ' })).toBe(
      'not_allowed',
    );
    expect(await refuse({ grounds: { kind: 'requirement', id: 'account-own' } })).toBe('not_allowed');
    expect(await refuse({ grounds: { kind: 'requirement', id: 'account' } })).toBe('none');
    await approve(city, senior, id);
    await runDue(city, NOW);
    const { state } = await view();
    expect(state.decision).toMatchObject({
      outcome: 'refused',
      grounds: { kind: 'requirement', id: 'account' },
      payBy: null,
      drafts: [],
      officers: [{ id: clerk.id }, { id: senior.id }],
    });
    expect([await countOf('payment_orders'), await countOf('granted_benefits')]).toEqual([0, 0]);
  });

  test('is not taken where an answer has come in since it was proposed, even if it was confirmed already', async () => {
    await city.superuser.query("update steps set status = 'cancelled' where status = 'open'");
    daughter = await addAnyResident(city);
    id = await fileCase(city, daughter);
    const errands = await takeErrands(city, NOW);
    const others = Object.fromEntries(
      Object.entries(PENDING_INJURY).filter(([evidence]) => evidence !== 'E-PEN-SUR'),
    );
    await answerErrands(city, NOW, id, errands, others);
    const { status } = await stateOf(city, id);
    expect(status).toBe('review');
    await claim(city, clerk, id);
    const grounds = { kind: 'criterion', id: 'no-injury-examination' } as const;
    await propose(city, clerk, id, { outcome: 'refused', grounds });
    await approve(city, senior, id);
    const late = errands.filter(({ question }) => question.evidence === 'E-PEN-SUR');
    await answerErrands(city, NOW, id, late, { 'E-PEN-SUR': noRecord });
    await runDue(city, NOW);
    const after = await stateOf(city, id);
    expect([after.status, after.proposal, after.owner?.id]).toEqual(['review', null, clerk.id]);
  });
});

describe('a review that the applicant asks for', () => {
  const ask = (actor = daughter) => asPortal(city, actor, (tx) => requestReview(tx, actor, NOW, id));
  beforeEach(() => onDesk(NOT_INSURED));

  test('is possible where the system alone has said "not applicable", once, and to nobody else', async () => {
    expect((await stateOf(city, id)).decision?.outcome).toBe('not_applicable');
    const stranger = await addAnyResident(city);
    expect(await problemOf(ask(stranger))).toBe('not_found');
    const byStaff = asPortal(city, clerk, (tx) => requestReview(tx, clerk, NOW, id));
    expect(await problemOf(byStaff)).toBe('not_permitted');
    const outcomes = await Promise.all([problemOf(ask()), problemOf(ask())]);
    expect(outcomes.toSorted()).toEqual(['none', 'not_allowed']);
    expect(await stateOf(city, id)).toMatchObject({
      status: 'review',
      needs: [{ kind: 'criterion', id: 'employee-scheme' }],
    });
  });

  test('ends with a grant where a clerk judges so and the rest holds, signed by two', async () => {
    await ask();
    await claim(city, clerk, id);
    await judge(city, clerk, id, 'employee-scheme');
    await answerCase(city, NOW, id, NOT_INSURED);
    expect((await stateOf(city, id)).needs).toEqual([{ kind: 'signature' }]);
    await sign(city, clerk, senior, id);
    expect(await view()).toMatchObject({
      row: { status: 'decided', payment: 'ordered' },
      decision: { outcome: { kind: 'granted', totalFen: 6_096_292 } },
    });
  });

  test('takes up again the questions that the decision had called off, once they can matter again', async () => {
    const actor = await addAnyResident(city);
    id = await fileCase(city, actor);
    const errands = await takeErrands(city, NOW);
    await answerErrands(city, NOW, id, errands, { 'E-PEN-STA': NOT_INSURED['E-PEN-STA'] });
    expect((await stateOf(city, id)).decision?.outcome).toBe('not_applicable');
    await ask(actor);
    await claim(city, clerk, id);
    await judge(city, clerk, id, 'employee-scheme', false);
    expect(await takeErrands(city, NOW)).toEqual([]);
    await judge(city, clerk, id, 'employee-scheme');
    expect((await stateOf(city, id)).status).toBe('verifying');
    await answerCase(city, NOW, id, NOT_INSURED);
    expect(await stateOf(city, id)).toMatchObject({ status: 'review', needs: [{ kind: 'signature' }] });
  });

  test('is never again concluded by the system alone, whatever is judged and whoever wakes it', async () => {
    await ask();
    await claim(city, clerk, id);
    await judge(city, clerk, id, 'employee-scheme', false);
    await city.superuser.query('insert into wakeups values ($1, $2) on conflict do nothing', [id, NOW]);
    await runDue(city, NOW);
    expect(await stateOf(city, id)).toMatchObject({ status: 'review', needs: [{ kind: 'signature' }] });
    await propose(city, clerk, id, { outcome: 'not_applicable' });
    await approve(city, senior, id);
    await runDue(city, NOW);
    expect((await stateOf(city, id)).decision).toMatchObject({
      outcome: 'not_applicable',
      officers: [{ id: clerk.id }, { id: senior.id }],
    });
    expect(await problemOf(ask())).toBe('not_allowed');
  });
});

test('a clerk’s judgement lets the case go on to a grant where the facts alone would not', async () => {
  await onDesk(PENDING_INJURY);
  expect((await stateOf(city, id)).needs).toEqual([{ kind: 'criterion', id: 'no-injury-examination' }]);
  await claim(city, clerk, id);
  await judge(city, clerk, id, 'no-injury-examination');
  await answerAll(city, NOW, PENDING_INJURY);
  await sign(city, clerk, senior, id);
  expect((await view()).row.status).toBe('decided');
});
