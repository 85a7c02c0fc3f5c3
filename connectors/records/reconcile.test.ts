import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Answer } from '#domain/answer.ts';
import { reconcile, type Said } from './reconcile.ts';

const DAY = ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => `${day}T00:00:00.000Z`);
const base = { source: 'a register', asOf: DAY[0] ?? '', keyUsed: null, validUntil: null, flags: [] };
const DOWN: Answer = { kind: 'unavailable', cause: 'down', retryAt: null };
const NOTHING: Answer = { kind: 'no_record', ...base };
const UNSURE: Answer = { kind: 'ambiguous', candidates: 1, reason: 'name_variant', ...base };
const LATER: Answer = { kind: 'pending', ticket: 't', expectedAt: '2026-12-01T00:00:00.000Z' };
const REFUSED: Answer = { kind: 'not_permitted', rule: 'department:not_permitted' };

function confirmed(fields: Record<string, string | null>, more: Partial<Answer> = {}): Answer {
  return Answer.parse({ kind: 'confirmed', fields, ...base, ...more });
}

function say(id: string, answer: Answer, precedence = 50): Said {
  return { id, title: `source ${id}`, precedence, answer };
}

describe('several sources of one department', () => {
  test('sources that agree confirm with the newest of their times, and each is heard', () => {
    const answer = reconcile([
      say('old', confirmed({ state: 'MARRIED' }), 10),
      say('new', confirmed({ state: 'MARRIED' }, { asOf: DAY[2], source: 'the new one' }), 90),
    ]);
    expect(answer).toMatchObject({ kind: 'confirmed', asOf: DAY[2], source: 'the new one', flags: [] });
    expect('heard' in answer && answer.heard?.map(({ source }) => source)).toEqual([
      'source new',
      'source old',
    ]);
  });

  test('sources that contradict one another are disputed, whatever their precedence', () => {
    for (const precedence of [10, 50]) {
      const said = [
        say('a', confirmed({ state: 'MARRIED' })),
        say('b', confirmed({ state: 'DIVORCED' }), precedence),
      ];
      expect(reconcile(said)).toMatchObject({ fields: { state: 'MARRIED' }, flags: ['disputed'] });
    }
  });

  test('a lower source fills in only what a higher one does not hold, and the field says of when it is', () => {
    const answer = reconcile([
      say('high', confirmed({ retired: 'yes', month: null }, { asOf: DAY[2] }), 90),
      say('low', confirmed({ month: '2001-05', place: 'x' }, { asOf: DAY[1] }), 10),
    ]);
    expect(answer).toMatchObject({
      fields: { retired: 'yes', month: '2001-05', place: 'x' },
      asOf: DAY[2],
      fieldAsOf: { month: DAY[1], place: DAY[1] },
    });
  });

  test.each([
    ['found nothing', NOTHING, 'confirmed'],
    ['is not sure and lower', UNSURE, 'confirmed'],
    ['is down and lower', DOWN, 'confirmed'],
    ['refuses', REFUSED, 'confirmed'],
  ] as const)('a certain source stands where another %s', (_, other, kind) => {
    expect(reconcile([say('a', confirmed({ state: 'MARRIED' }), 60), say('b', other, 40)]).kind).toBe(kind);
  });

  test.each([
    ['is down', DOWN, 'unavailable'],
    ['is still looking', LATER, 'pending'],
    ['is not sure', UNSURE, 'ambiguous'],
  ] as const)('a certain source waits or gives way where one of no lower precedence %s', (_, other, kind) => {
    expect(reconcile([say('a', confirmed({ state: 'MARRIED' }), 40), say('b', other, 40)]).kind).toBe(kind);
  });

  test('nothing is found only where nobody is silent or refuses', () => {
    expect(reconcile([say('a', NOTHING), say('b', NOTHING)]).kind).toBe('no_record');
    expect(reconcile([say('a', NOTHING, 90), say('b', DOWN, 1)]).kind).toBe('unavailable');
    expect(reconcile([say('a', NOTHING), say('b', REFUSED)]).kind).toBe('not_permitted');
    expect(reconcile([])).toEqual({ kind: 'not_permitted', rule: 'connector:not_covered' });
  });

  test('of several that are down the last to come back is waited for', () => {
    const until = (retryAt: string): Answer => ({ kind: 'unavailable', cause: 'quota', retryAt });
    const said = [say('a', until(DAY[2] ?? '')), say('b', until(DAY[0] ?? '')), say('c', LATER)];
    expect(reconcile(said)).toEqual(until(DAY[2] ?? ''));
  });
});

describe('whatever the sources say', () => {
  const word = fc.constantFrom('A', 'B', null);
  const certain = fc
    .record({ one: word, two: word, asOf: fc.constantFrom(...DAY), stale: fc.boolean() })
    .map(({ one, two, asOf, stale }) => confirmed({ one, two }, { asOf, flags: stale ? ['stale'] : [] }));
  const unsure = fc
    .integer({ min: 1, max: 3 })
    .map((candidates): Answer => ({ ...UNSURE, candidates }) as Answer);
  const silent = fc.constantFrom(DOWN, LATER, REFUSED);
  const anything = fc.oneof(certain, unsure, silent, fc.constant(NOTHING));
  const sources = (answers: fc.Arbitrary<Answer>) =>
    fc
      .array(fc.record({ answer: answers, precedence: fc.constantFrom(10, 50, 90) }), {
        minLength: 1,
        maxLength: 5,
      })
      .map((list) => list.map(({ answer, precedence }, index) => say(`s${index}`, answer, precedence)));

  test('their order never matters', () => {
    const shuffled = sources(anything).chain((said) =>
      fc.tuple(
        fc.constant(said),
        fc.shuffledSubarray(said, { minLength: said.length, maxLength: said.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([said, other]) => {
        expect(reconcile(other)).toEqual(reconcile(said));
      }),
    );
  });

  test('a silent source more never confirms, and never lets nothing be found', () => {
    fc.assert(
      fc.property(sources(anything), silent, fc.constantFrom(1, 50, 99), (said, answer, precedence) => {
        const before = reconcile(said).kind;
        const after = reconcile([...said, say('silent', answer, precedence)]).kind;
        if (after === 'confirmed') expect(before).toBe('confirmed');
        expect(after).not.toBe('no_record');
      }),
    );
  });

  test('similar alone never confirms', () => {
    const vague = fc.oneof(unsure, silent, fc.constant(NOTHING));
    fc.assert(
      fc.property(sources(vague), (said) => {
        expect(reconcile(said).kind).not.toBe('confirmed');
      }),
    );
  });

  test('two that contradict one another are never told as undisputed', () => {
    fc.assert(
      fc.property(sources(certain), (said) => {
        const words = new Set(
          said.flatMap(({ answer }) => ('fields' in answer ? (answer.fields.one ?? []) : [])),
        );
        const answer = reconcile(said);
        if (words.size > 1 && 'flags' in answer) expect(answer.flags).toContain('disputed');
      }),
    );
  });

  test('the answer is a well-formed one, of fields that some source gave', () => {
    fc.assert(
      fc.property(sources(anything), (said) => {
        const answer = reconcile(said);
        expect(Answer.safeParse(answer).success).toBe(true);
        const given = said.flatMap((one) => ('fields' in one.answer ? Object.keys(one.answer.fields) : []));
        if ('fields' in answer) for (const name of Object.keys(answer.fields)) expect(given).toContain(name);
      }),
    );
  });
});
