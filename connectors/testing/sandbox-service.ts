import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { behaviour, stillClock } from '#sandbox/departments/testing.ts';
import type { ServiceDepartment } from '#sandbox/services/service.ts';
import { openPlug, runService, SERVICE_SECRET, toolsOf } from '#sandbox/testing/plugged.ts';
import type { Plug, Trouble } from '../conformance/plug.ts';
import { type Bypass, CHECKS, runCheck } from '../conformance.ts';
import { openRecorder } from './recorder.ts';

/** An old service answers at once or not at all: `late` stands here because every plug says how it is made to. */
const BEHAVIOURS = {
  none: {},
  slow: { mode: 'slow', delayMs: 1_500 },
  down: { mode: 'broken' },
  unreachable: { mode: 'refused' },
  malformed: { mode: 'wrong' },
  wrong_person: { mode: 'lying' },
  late: { mode: 'never' },
} as const satisfies Record<Trouble, Parameters<typeof behaviour>[0]>;

/** What no service can show that knows nothing of our protocol, and why nothing is lost. */
const OF_THE_PROTOCOL: Bypass = {
  excess_fields:
    'Facts are made here of the service’s rows, only those that were asked: none can come in unasked.',
  call_conflict:
    'The service looks up and forgets: under the same number it may be asked anything, and changes nothing.',
  pending: 'The service answers at once or not at all; it knows no way to call back.',
};

/** A department's old service with a wire that records, behind the mapping of its plug. */
async function openServicePlug(
  department: ServiceDepartment,
  samples: Plug['samples'],
): Promise<{ plug: Plug; close: () => Promise<void> }> {
  const clock = stillClock();
  const running = await runService(department, clock);
  const recorder = await openRecorder(running.url);
  const plug: Plug = {
    connect: (as = 'portal') => {
      const secret = as === 'portal' ? SERVICE_SECRET : 'a-secret-that-is-not-this-one';
      return openPlug(running, toolsOf(clock.now), { url: recorder.url, secret }).connector;
    },
    secrets: [SERVICE_SECRET],
    keys: [],
    clock: clock.now,
    samples,
    behave: (trouble) => running.behave(behaviour(BEHAVIOURS[trouble])),
    sent: () => recorder.sent,
    written: () => running.ledger.list(50),
    callback: 'http://127.0.0.1:9/late',
    nextLate: () => Promise.reject(new Error('an old service calls nobody back')),
    lateCount: () => 0,
    owed: () => 0,
  };
  const close = async () => {
    await Promise.all([running.close(), recorder.close()]);
  };
  return { plug, close };
}

/** Runs the whole suite against a department's old service, about the evidence that its first sample asks for. */
export function testSandboxService(
  department: ServiceDepartment,
  samples: Plug['samples'],
  bypass: Bypass,
): void {
  describe(`the connector ${department.id}, asked for ${samples.confirmed?.evidence}`, () => {
    let opened: Awaited<ReturnType<typeof openServicePlug>>;
    beforeAll(async () => {
      opened = await openServicePlug(department, samples);
    });
    afterAll(() => opened.close());

    for (const check of CHECKS) {
      test(check.guarantee, async ({ skip }) => {
        const { result, why } = await runCheck(opened.plug, check, { ...OF_THE_PROTOCOL, ...bypass });
        if (result === 'bypassed') skip(why ?? undefined);
        expect({ result, why }).toEqual({ result: 'kept', why: null });
      });
    }
  });
}
