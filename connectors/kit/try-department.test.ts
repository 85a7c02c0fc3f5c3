import { describe, expect, test } from 'vitest';
import { answering } from './answering.ts';
import { deaths, PERSON, SAMPLES, TITLE } from './testing/example.ts';
import { tryDepartment } from './try-department.ts';

/** The suite waits ten seconds for a body that never ends. */
const LONG = { timeout: 60_000 };
const known = { connector: 'tests', department: 'tests', title: TITLE };

/** A function that says something of another kind than its field's, as code without types may. */
const careless = answering(deaths.offer, (_ask, asOf) => ({
  kind: 'confirmed',
  fields: { deathDate: 20260318, causeClass: 'NORMAL' },
  asOf,
}));

describe.concurrent('a department is tried', () => {
  test('with the samples in its functions’ place: what these would say is not seen', LONG, async () => {
    const { isGreen } = await tryDepartment({ ...known, answers: [careless] }, SAMPLES);
    expect(isGreen).toBe(true);
  });

  test('with its own functions: what they say wrong is found and named', LONG, async () => {
    const department = { ...known, answers: [careless] };
    const { isGreen, broken } = await tryDepartment(department, SAMPLES, { answeredBy: 'functions' });
    expect(isGreen).toBe(false);
    expect(broken).toContain('E-DTH-MED, confirmed: a question that is confirmed was answered unavailable');
    expect(broken).toContain('does not keep to what is offered: deathDate');
    expect(broken).not.toContain('refused as');
    expect(broken).not.toContain(PERSON.idNumber);
  });

  test('with its own functions, and is green where they know the samples’ persons', LONG, async () => {
    const department = { ...known, answers: [deaths], limits: { batch: 1 } };
    const { isGreen, report } = await tryDepartment(department, SAMPLES, { answeredBy: 'functions' });
    expect(isGreen).toBe(true);
    expect(report).toMatch(/– envelope .*\n\s+bypassed: Its document has it asked one question at a time/);
  });

  test('not at all where a sample lacks what its evidence type demands', async () => {
    const demanding = answering({ ...deaths.offer, given: ['account'] }, (_ask, asOf) => ({
      kind: 'no_record',
      asOf,
    }));
    const { isGreen, report } = await tryDepartment({ ...known, answers: [demanding] }, SAMPLES);
    expect(isGreen).toBe(false);
    expect(report).toContain('E-DTH-MED, confirmed: the sample lacks the given value: account');
  });
});
