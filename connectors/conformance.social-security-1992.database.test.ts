import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { socialSecurity1992 } from '#sandbox/departments/social-security-1992.ts';
import { behaviour, city, stillClock } from '#sandbox/departments/testing.ts';
import { openPlug, runAny, SERVICE_SECRET, toolsOf } from '#sandbox/testing/plugged.ts';
import type { Plug, Trouble } from './conformance/plug.ts';
import { type Bypass, CHECKS, runCheck } from './conformance.ts';
import { about, getPerson } from './testing/sandbox-department.ts';

const FIELDS = ['actualMonths', 'deemedMonths', 'monthsFrom2009', 'ownPaidFen', 'paidFrom2009Fen'];
const unitless = getPerson((person) => person.quirks.includes('unknown-unit'));

/** What no view can show, and why nothing is lost. */
const OF_A_VIEW: Bypass = {
  contradicted:
    'It is asked for what it holds of a person, not to compare anything: it can contradict nothing.',
  excess_fields:
    'Columns are selected by name and facts made of those that were asked: none can come in unasked.',
  wrong_person:
    'Rows are looked up by number and matched again when they are read: a row of somebody else is passed over.',
  wrong_call: 'A view gives rows and knows of no calls; its connection carries one question at a time.',
  call_conflict: 'A view is read and changes nothing: under the same number it may be asked anything.',
  minimum:
    'Nothing is sent but a query with bound values; the call’s id stands in the server’s own log (sql-view.database.test.ts).',
  ground: 'A query has no place for it; the call’s id stands in the server’s own log, by which it is found.',
  pending: 'A view answers at once or not at all; it knows no way to call back.',
};

/** The view's own troubles: a lock, a right that was taken away, a view that fails. */
const BEHAVIOURS = {
  none: {},
  slow: { mode: 'slow' },
  down: { mode: 'broken' },
  unreachable: { mode: 'refused' },
  malformed: { mode: 'wrong' },
  wrong_person: { mode: 'lying' },
  late: { mode: 'never' },
} as const satisfies Record<Trouble, Parameters<typeof behaviour>[0]>;

let plug: Plug;
let close: () => Promise<void>;
beforeAll(async () => {
  const running = await runAny(socialSecurity1992);
  const tools = toolsOf(stillClock().now);
  const secretOf = { portal: SERVICE_SECRET, stranger: 'a-secret-that-is-not-this-one' };
  plug = {
    connect: (as = 'portal') => openPlug(running, tools, { secret: secretOf[as] }).connector,
    secrets: [SERVICE_SECRET],
    keys: [],
    clock: tools.clock,
    samples: {
      confirmed: about('E-PEN-YRS-OLD', FIELDS, [city.get('two-systems-deceased')]),
      no_record: about('E-PEN-YRS-OLD', FIELDS, [{ name: '欧阳无名', idNumber: '990105199602290138' }]),
      ambiguous: about('E-PEN-YRS-OLD', FIELDS, [unitless]),
    },
    behave: (trouble) => running.behave(behaviour(BEHAVIOURS[trouble])),
    sent: () => [],
    written: () => [],
    callback: 'http://127.0.0.1:9/late',
    nextLate: () => Promise.reject(new Error('a view calls nobody back')),
    lateCount: () => 0,
    owed: () => 0,
  };
  close = () => running.close();
});
afterAll(() => close());

describe('the connector social-security-1992, a view', () => {
  for (const check of CHECKS) {
    test(check.guarantee, async ({ skip }) => {
      const { result, why } = await runCheck(plug, check, OF_A_VIEW);
      if (result === 'bypassed') skip(why ?? undefined);
      expect({ result, why }).toEqual({ result: 'kept', why: null });
    });
  }
});
