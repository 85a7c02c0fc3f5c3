import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CaseId, StepId } from '#domain/ids.ts';
import type { Arrival } from '#flow/record-answers.ts';
import { openCaseInbox } from './case-inbox.ts';

const CASE = CaseId.parse('case_0198a000-0000-7000-8000-000000000001');
const OTHER = CaseId.parse('case_0198a000-0000-7000-8000-000000000002');

function arrival(serial: number): Arrival {
  return {
    step: {
      id: StepId.parse(`step_0198a000-0000-7000-8000-00000000000${serial}`),
      fence: 1,
      attempts: 1,
      requirement: 'certificate',
      rung: 0,
      evidence: 'E-DTH-MED',
    },
    answer: { kind: 'unavailable', cause: 'down', retryAt: null },
  };
}

/** An inbox whose writings the test ends one by one. */
function openWatchedInbox() {
  const writings: { size: number; end: PromiseWithResolvers<void> }[] = [];
  const inbox = openCaseInbox((_caseId, arrivals) => {
    const end = Promise.withResolvers<void>();
    writings.push({ size: arrivals.length, end });
    return end.promise;
  });
  return { inbox, writings };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the last answer that is on its way is written at once', () => {
  const { inbox, writings } = openWatchedInbox();
  inbox.expect(CASE, 1);
  void inbox.put(CASE, arrival(1));
  expect(writings.map(({ size }) => size)).toEqual([1]);
});

test('an answer waits a moment for the others of its case and is written with them', () => {
  const { inbox, writings } = openWatchedInbox();
  inbox.expect(CASE, 2);
  void inbox.put(CASE, arrival(1));
  expect(writings).toEqual([]);
  void inbox.put(CASE, arrival(2));
  expect(writings.map(({ size }) => size)).toEqual([2]);
});

test('an answer is written after a moment though the others have not come', () => {
  const { inbox, writings } = openWatchedInbox();
  inbox.expect(CASE, 2);
  void inbox.put(CASE, arrival(1));
  vi.advanceTimersByTime(150);
  expect(writings.map(({ size }) => size)).toEqual([1]);
});

test('a case is written by one transaction at a time, other cases meanwhile', async () => {
  const { inbox, writings } = openWatchedInbox();
  inbox.expect(CASE, 1);
  const first = inbox.put(CASE, arrival(1));
  inbox.expect(CASE, 1);
  const second = inbox.put(CASE, arrival(2));
  inbox.expect(OTHER, 1);
  void inbox.put(OTHER, arrival(3));
  expect(writings).toHaveLength(2);
  writings[0]?.end.resolve();
  await first;
  await Promise.resolve();
  expect(writings).toHaveLength(3);
  writings[2]?.end.resolve();
  await second;
});

test('a writing that fails is told to its own answers and hinders none after it', async () => {
  const { inbox, writings } = openWatchedInbox();
  inbox.expect(CASE, 1);
  const failing = inbox.put(CASE, arrival(1));
  writings[0]?.end.reject(new Error('connection lost'));
  await expect(failing).rejects.toThrow('connection lost');
  inbox.expect(CASE, 1);
  const next = inbox.put(CASE, arrival(2));
  writings[1]?.end.resolve();
  await expect(next).resolves.toBeUndefined();
});
