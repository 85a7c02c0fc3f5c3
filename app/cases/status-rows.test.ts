import { describe, expect, test } from 'vitest';
import type { CaseEvent } from '#domain/case-event.ts';
import { answered, asked, caseAfter, FILED, officer, stepOf } from './case-view.fixture.ts';
import { statusHead } from './status-head.ts';
import { type StatusRow, statusRows } from './status-rows.ts';

type Made = Parameters<typeof caseAfter>[1];

function rowOf(requirement: string, events: readonly CaseEvent[], made?: Made): StatusRow {
  const row = statusRows(caseAfter([asked(1), ...events], made)).find(({ id }) => id === requirement);
  if (row === undefined) throw new Error('no such row');
  return row;
}

const says = (row: StatusRow) => row.lines.map(({ say }) => say);
const ESTABLISHED = { kind: 'established', rung: 0 } as const;
const WAITING = { kind: 'waiting', rung: 0, offered: null } as const;

describe('a confirmed answer', () => {
  const row = rowOf('certificate', [answered('certificate', {}, ESTABLISHED)], {
    fields: { [stepOf('certificate')]: { deathDate: '2026-03-18', causeClass: 'NORMAL' } },
  });

  test('says the fact in words, of which day it is, and who gave it when', () => {
    expect(row.mark).toBe('confirmed');
    expect(row.recorded.map(({ label, value }) => `${label} ${value}`)).toEqual([
      '去世日期 2026年3月18日',
      '去世类别 正常',
    ]);
    expect(row.lines).toEqual([{ say: 'asOf', values: { date: '4月20日' } }]);
    expect(row).toMatchObject({ department: '市卫生健康委员会', when: { kind: 'answered' } });
  });

  test('counts as just arrived for a moment and no longer', () => {
    const events = [answered('certificate', {}, ESTABLISHED)];
    expect(rowOf('certificate', events, { now: new Date(FILED.getTime() + 3_000) }).arrived).toBe(true);
    expect(rowOf('certificate', events, { now: new Date(FILED.getTime() + 30_000) }).arrived).toBe(false);
  });

  test('never shows a machine word, not even for a code that nobody has words for', () => {
    const odd = rowOf('certificate', [answered('certificate', {}, ESTABLISHED)], {
      fields: { [stepOf('certificate')]: { deathDate: 'soon', causeClass: 'NEW_CODE' } },
    });
    expect(odd.recorded.map(({ value }) => value)).toEqual(['（没有说法）', '（没有说法）']);
  });
});

test('no entry in a complete register is an answer, and names the register', () => {
  const row = rowOf('injury', [answered('injury', { kind: 'no_record' }, ESTABLISHED)]);
  expect(row).toMatchObject({ mark: 'no_record', group: 'settled' });
  expect(row.recorded).toEqual([{ name: 'recognition', label: '工伤认定情况', value: '没有申请过' }]);
  expect(row.lines[0]).toEqual({ say: 'completeNone', values: { coverage: '本市工伤认定申请' } });
});

test('a contradiction sets both values side by side and goes to a person', () => {
  const note = { kind: 'contradicted', reason: 'contradicted' } as const;
  const row = rowOf('account', [answered('account', note, { kind: 'exhausted', reason: 'contradicted' })], {
    fields: { [stepOf('account')]: { belongs: false } },
  });
  expect(row.mark).toBe('contradicted');
  expect(row.declared.map(({ value }) => value)).toEqual(['尾号0014']);
  expect(row.recorded.map(({ value }) => value)).toEqual(['否']);
  expect(says(row)).toEqual(['why_contradicted', 'nextPerson', 'youNothing']);
});

test('a register that holds nothing lets the rules go on where the definition says so, and a person where not', () => {
  const nothing = (requirement: string) =>
    rowOf(requirement, [
      answered(
        requirement,
        { kind: 'no_record', reason: 'no_record' },
        { kind: 'exhausted', reason: 'no_record' },
      ),
    ]);
  expect(says(nothing('register'))).toEqual(['why_no_record', 'nextWithout', 'youNothing']);
  expect(says(nothing('insured'))).toEqual(['why_no_record', 'nextPerson', 'youNothing']);
});

describe('a source that cannot be asked', () => {
  const nextAt = '2026-04-22T00:00:00+08:00';
  const row = rowOf('pension', [
    answered('pension', { kind: 'unavailable', cause: 'quota', nextAt, asOf: null }, WAITING, { attempt: 3 }),
  ]);

  test('says why, when it is asked again, what follows if it stays silent, and what depends on it', () => {
    expect(row.mark).toBe('unavailable');
    expect(says(row)).toEqual(['cause_quota', 'retryAt', 'thenPerson', 'affectsDecision', 'youNothing']);
    expect(row.lines[1]?.values).toEqual({ time: '4月22日 00:00' });
    expect(row.lines[2]?.values).toEqual({ time: '14:32' });
    expect(row.when.attempts).toBe(3);
  });

  const inLine = (waits: { place: number; by: Date | null }) => {
    const note = { kind: 'unavailable', cause: 'quota', nextAt, asOf: null } as const;
    const waiting = { [stepOf('pension')]: { ...waits, stopped: null } };
    return rowOf('pension', [answered('pension', note, WAITING)], { waiting });
  };

  test('says its place in the line, and by when it is expected, to the next ten minutes', () => {
    const [, place] = inLine({ place: 12, by: new Date('2026-04-21T16:33:20+08:00') }).lines;
    expect(place).toEqual({ say: 'place', values: { place: '12', time: '16:40' } });
    const [, tomorrow] = inLine({ place: 900, by: new Date('2026-04-22T00:10:00+08:00') }).lines;
    expect(tomorrow?.values).toEqual({ place: '900', time: '4月22日 00:10' });
  });

  test('says honestly where nobody can tell when', () => {
    expect(inLine({ place: 12, by: null }).lines[1]).toEqual({
      say: 'placeUnknown',
      values: { place: '12' },
    });
  });

  test('says why a department has stopped it, in the department’s own words', () => {
    const waiting = {
      [stepOf('pension')]: { place: null, by: null, stopped: { because: '数据迁移', since: FILED } },
    };
    const note = { kind: 'unavailable', cause: 'suspended', nextAt, asOf: null } as const;
    const stopped = rowOf('pension', [answered('pension', note, WAITING)], { waiting });
    expect(stopped.lines.slice(0, 2)).toEqual([
      { say: 'cause_suspended', values: {} },
      { say: 'stoppedBecause', values: { reason: '数据迁移', since: expect.any(String) } },
    ]);
  });

  test('is seen to be stopped at once, also before it was ever asked', () => {
    const waiting = {
      [stepOf('pension')]: { place: null, by: null, stopped: { because: '数据迁移', since: FILED } },
    };
    expect(says(rowOf('pension', [], { waiting })).slice(0, 2)).toEqual([
      'cause_suspended',
      'stoppedBecause',
    ]);
  });

  test('is not said to wait where it is about to be asked', () => {
    const waiting = {
      [stepOf('pension')]: { place: 1, by: new Date(FILED.getTime() + 65_000), stopped: null },
    };
    expect(says(rowOf('pension', [], { waiting }))).toContain('asking');
  });

  test('does not hold up what the rules can do without', () => {
    const note = { kind: 'unavailable', cause: 'down', nextAt, asOf: null } as const;
    expect(says(rowOf('register', [answered('register', note, WAITING)]))).toContain('affectsNothing');
  });
});

test('a pending answer says when it is expected', () => {
  const nextAt = '2026-04-21T14:10:00+08:00';
  const row = rowOf('pension', [answered('pension', { kind: 'pending', nextAt, asOf: null }, WAITING)]);
  expect(row.mark).toBe('pending');
  expect(row.lines[0]).toEqual({ say: 'pending', values: { time: '14:10' } });
});

describe('a ladder that came down', () => {
  const noHousehold = answered('kin', { kind: 'no_record', reason: 'no_record' }, { kind: 'open', rung: 1 });

  test('says whom it asked first, why that did not settle it, and whom it asks next', () => {
    const row = rowOf('kin', [noHousehold]);
    expect(row.mark).toBe('held');
    expect(row.lines[0]?.values).toEqual({
      department: '市公安局',
      thing: '同一户籍中的关系',
      why: 'no_record',
    });
    expect(row.lines[1]).toMatchObject({ say: 'nextHeld', values: { department: '市卫生健康委员会' } });
  });

  test('offers the written commitment as the applicant’s own choice', () => {
    const note = { kind: 'confirmed', reason: 'not_derivable' } as const;
    const events = [
      noHousehold,
      asked(2, 'kin/1'),
      answered('kin', note, { kind: 'offered', rung: 2 }, { rung: 1 }),
    ];
    const row = rowOf('kin', events);
    expect(row).toMatchObject({ mark: 'ambiguous', isOffered: true });
    expect(says(row)).toEqual(['fell', 'why_not_derivable', 'nextCommit', 'youMay']);
    const context = caseAfter([asked(1), ...events]);
    expect(statusHead(context, statusRows(context)).you).toBe('may');
  });

  test('shows a commitment that was made as the applicant’s own word', () => {
    const data = {
      requirement: 'kin',
      rung: 2,
      textVersion: 'kin-1',
      standing: { kind: 'established', rung: 2 },
    } as const;
    const row = rowOf('kin', [noHousehold, { type: 'commitment.made', version: 1, data }]);
    expect(row).toMatchObject({ mark: 'committed', department: null, isOffered: false, group: 'settled' });
  });
});

test('a question that no grant covers names the department that was not asked', () => {
  const data = {
    requirement: 'kin',
    rung: 1,
    evidence: 'E-BIR',
    ungranted: ['E-BIR'],
    standing: { kind: 'offered', rung: 2 },
  } as const;
  const refused: CaseEvent = {
    type: 'question.refused',
    version: 1,
    data: { ...data, ungranted: ['E-BIR'] },
  };
  const fell = answered('kin', { kind: 'no_record', reason: 'no_record' }, { kind: 'open', rung: 1 });
  const row = rowOf('kin', [fell, refused]);
  expect(row).toMatchObject({
    mark: 'not_permitted',
    department: '市卫生健康委员会',
    when: { kind: 'notSent' },
  });
  expect(says(row)).toEqual(['fell', 'why_not_permitted', 'nextCommit', 'youMay']);
});

test('nothing is offered once the application is withdrawn', () => {
  const offered = answered('kin', { kind: 'no_record', reason: 'no_record' }, { kind: 'offered', rung: 2 });
  const row = rowOf('kin', [offered, { type: 'case.withdrawn', version: 1, data: {} }]);
  expect(row.isOffered).toBe(false);
});

test('what a person has established says on what and who by the tail of the number, and repeats no value', () => {
  const context = caseAfter([
    asked(1, 'insured'),
    answered(
      'insured',
      { kind: 'ambiguous', reason: 'ambiguous' },
      { kind: 'exhausted', reason: 'ambiguous' },
    ),
    {
      type: 'requirement.determined',
      version: 1,
      data: {
        requirement: 'insured',
        basis: 'co_check',
        officer: officer('27'),
        standing: { kind: 'established', rung: null },
      },
    },
  ]);
  const [row] = statusRows(context);
  expect(row).toMatchObject({ mark: 'determined', group: 'settled', department: null, recorded: [] });
  expect(row?.when.kind).toBe('determined');
  expect(row?.lines.at(-1)).toEqual({ say: 'determined', values: { basis: 'co_check', tail: '27' } });
});

test('an answer that another matter of the application has brought says that nobody was asked twice', () => {
  const context = caseAfter([
    asked(1, 'account'),
    answered('account', { reusedFrom: stepOf('account') }, { kind: 'established', rung: 0 }),
  ]);
  expect(statusRows(context)[0]?.lines.map(({ say }) => say)).toEqual(['asOf', 'reused']);
});
