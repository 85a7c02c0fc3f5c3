import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseEvent } from '#domain/case-event.ts';
import type { CaseId } from '#domain/ids.ts';
import { readCase } from './read-case.ts';
import { takeQuestions } from './send-questions.ts';
import { addAnyResident, fileCase, NOW, openTestCity, type Resident, type TestCity } from './testing/city.ts';
import { LEASE_SECONDS, roomFor, takeErrands } from './testing/drive.ts';
import { asResident } from './testing/outcome.ts';

let city: TestCity;
let daughter: Resident;
let grants: Record<string, unknown>[];

beforeAll(async () => {
  city = await openTestCity();
  ({ rows: grants } = await city.superuser.query('select * from grants'));
});
afterAll(() => city.close());
beforeEach(async () => {
  daughter = await addAnyResident(city);
});
afterEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from switches');
  await city.superuser.query('delete from grants');
  await city.superuser.query(
    'insert into grants select * from jsonb_populate_recordset(null::grants, $1::jsonb)',
    [JSON.stringify(grants)],
  );
});

const change = (what: string, evidence = 'E-DTH-MED') =>
  city.superuser.query(`update grants set ${what} where service = 'survivor-benefit' and evidence = $1`, [
    evidence,
  ]);
const historyOf = (id: CaseId) => asResident(city, daughter, (tx) => readCase(tx, daughter, NOW, id));
async function refusals(id: CaseId): Promise<Extract<CaseEvent, { type: 'question.refused' }>['data'][]> {
  const { history } = await historyOf(id);
  return history.flatMap(({ event }) => (event.type === 'question.refused' ? [event.data] : []));
}
async function askedOf(id: CaseId): Promise<string[]> {
  const { rows } = await city.superuser.query('select evidence from steps where case_id = $1', [id]);
  return rows.map(({ evidence }) => evidence);
}

describe('what no grant covers is refused by name before anything is sent:', () => {
  test.each([
    ['a question without a grant', "service = 'another'", ['E-DTH-MED']],
    ['a field that was not granted', 'fields = \'["deathDate"]\'', ['causeClass']],
    ['every field that was not granted', 'fields = \'["cause"]\'', ['deathDate', 'causeClass']],
    ['another purpose', "purpose = '统计'", ['purpose']],
    ['another legal basis', "legal_basis = '统计法'", ['legalBasis']],
    ['a grant that begins tomorrow', "valid_from = '2026-04-22'", ['E-DTH-MED']],
    ['a grant that ended yesterday', "valid_to = '2026-04-20'", ['E-DTH-MED']],
    ['a grant that was taken back', "state = 'refused'", ['E-DTH-MED']],
  ])('%s', async (_what, changed, ungranted) => {
    await change(changed);
    const id = await fileCase(city, daughter);
    const standing = { kind: 'exhausted', reason: 'not_permitted' };
    expect(await refusals(id)).toEqual([
      { requirement: 'certificate', rung: 0, evidence: 'E-DTH-MED', ungranted, standing },
    ]);
    expect(await askedOf(id)).not.toContain('E-DTH-MED');
    expect(await askedOf(id)).toHaveLength(9);
  });

  test('and the next lawful means opens by itself', async () => {
    await change("state = 'refused'", 'E-HH');
    const id = await fileCase(city, daughter);
    expect(await refusals(id)).toMatchObject([{ requirement: 'kin', standing: { kind: 'open', rung: 1 } }]);
    expect((await historyOf(id)).state.standings.kin).toMatchObject({ rung: expect.any(Number) });
  });

  test('a grant that is valid to today covers today', async () => {
    await change("valid_to = '2026-04-21'");
    expect(await refusals(await fileCase(city, daughter))).toEqual([]);
  });
});

describe('between planning and sending', () => {
  const claimOf = async (id: CaseId, evidence: string) => {
    const claimed = await takeQuestions(city.broker, NOW, await roomFor(city), LEASE_SECONDS);
    return claimed.flatMap((entry) => {
      const of = entry.kind === 'send' ? entry.errand : { ...entry, caseId: entry.step.caseId };
      return of.caseId === id && of.step.evidence === evidence ? [entry] : [];
    });
  };

  test.each([
    ['the department switches its connector off', 'connector', { kind: 'unavailable', cause: 'suspended' }],
    ['the department takes the grant back', "state = 'refused'", { kind: 'not_permitted' }],
    ['the grant ends', "valid_to = '2026-04-20'", { kind: 'not_permitted' }],
    ['the department takes the grant back', 'delete', { kind: 'not_permitted' }],
    ['the department narrows the fields', 'fields = \'["deathDate"]\'', { kind: 'not_permitted' }],
  ])('%s: nothing is asked, and the answer says so', async (_what, how, answer) => {
    const id = await fileCase(city, daughter);
    if (how === 'connector')
      await city.superuser.query(`insert into switches (id, connector, department, reason, origin, set_by, set_at)
         values ('swch_' || gen_random_uuid(), 'health', 'health', '数据迁移', 'person', 'test', now())`);
    else if (how === 'delete')
      await city.superuser.query(
        "delete from grants where service = 'survivor-benefit' and evidence = 'E-DTH-MED'",
      );
    else await change(how);
    const used = () => city.superuser.query("select used from quota_use where scope = 'connector:health'");
    const before = (await used()).rows;
    expect(await claimOf(id, 'E-DTH-MED')).toMatchObject([{ kind: 'answer', answer }]);
    expect((await used()).rows).toEqual(before);
    const { rows } = await city.superuser.query(
      "select leaf from ledger_leaves where kind = 'question.sent' and leaf like $1 and leaf like '%E-DTH-MED%'",
      [`%${id}%`],
    );
    expect(rows).toEqual([]);
  });

  test('other departments are asked all the same', async () => {
    const id = await fileCase(city, daughter);
    await city.superuser.query(`insert into switches (id, connector, department, reason, origin, set_by, set_at)
         values ('swch_' || gen_random_uuid(), 'health', 'health', '数据迁移', 'person', 'test', now())`);
    const errands = await takeErrands(city, NOW);
    expect(errands.filter(({ caseId }) => caseId === id)).toHaveLength(9);
  });
});
