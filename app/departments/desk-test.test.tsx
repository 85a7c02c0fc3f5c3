import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ConnectorId, DepartmentId, DeskQuestionId, KeyId, StaffId, TaskId } from '#domain/ids.ts';
import { reportOfAnswer } from '#flow/connectors/connector-task.ts';
import type { DeskTest } from '#flow/connectors/read-desk-tests.ts';
import { newId } from '#flow/new-id.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES } from '#messages/locale.ts';
import { AnsweredBy, WaitingTests } from './desk-test.tsx';
import { isRunning, progressOf } from './task-progress.ts';
import { type Task, TaskMark, TaskReport } from './task-report.tsx';

const NOW = new Date('2026-04-21T14:02:00+08:00');
const DUE = new Date('2026-04-23T14:02:00+08:00');
const [maker, second] = [newId(StaffId, 'staf', NOW), newId(StaffId, 'staf', NOW)];
const tails = new Map([
  [maker, '0071'],
  [second, '0072'],
]);
const connector = ConnectorId.parse('cremations');
const department = DepartmentId.parse('civil-affairs');
const task: Task = {
  id: newId(TaskId, 'task', NOW),
  connector,
  version: 1,
  department,
  kind: 'test_call',
  input: {},
  requestedBy: maker,
  requestedAt: NOW,
  leaseUntil: DUE,
  finishedAt: null,
  report: null,
};
const open: DeskTest = {
  id: newId(DeskQuestionId, 'dskq', NOW),
  call: task.id,
  connector,
  department,
  evidence: 'E-CRM',
  caseNumber: 'TEST',
  purpose: '',
  legalBasis: '',
  fields: [],
  twoPersons: true,
  keyId: newId(KeyId, 'dkey', NOW),
  askedAt: NOW,
  dueAt: DUE,
  state: 'open',
  answeredBy: null,
  answeredAt: null,
  confirmedBy: null,
  confirmedAt: null,
  deliveredAt: null,
};
const answered: DeskTest = { ...open, state: 'answered', answeredBy: maker };
const done: DeskTest = { ...answered, state: 'done', confirmedBy: second };
const report = reportOfAnswer('E-CRM', {
  kind: 'contradicted',
  fields: {},
  source: '人工查档',
  asOf: NOW.toISOString(),
  keyUsed: null,
  validUntil: null,
  flags: [],
});
const finished: Task = { ...task, finishedAt: NOW, report };
const viewOf = (own: Task, desk?: DeskTest) => ({
  own: [own],
  onDesk: new Map(desk === undefined ? [] : [[own.id, desk]]),
  tails,
});

const show = (node: React.ReactNode, locale: (typeof LOCALES)[number] = 'en') =>
  renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
      {node}
    </NextIntlClientProvider>,
  );

describe('a test that officers answer', () => {
  test.each(LOCALES)(
    'says that it waits for them, until when, and leads to the question, in %s',
    (locale) => {
      const page = show(<WaitingTests view={viewOf(task, open)} />, locale);
      expect(page).toContain(`href="/departments/questions/${open.id}"`);
      expect(page).toContain('2026-04-23 14:02');
      expect(show(<TaskMark task={task} passedAt={null} isOnDesk />, locale)).not.toBe(
        show(<TaskMark task={task} passedAt={null} />, locale),
      );
    },
  );

  test('says when the second person is waited for', () => {
    expect(show(<WaitingTests view={viewOf(task, answered)} />)).toContain('a second one has to confirm');
  });

  test('says what they answered, when, and who they were, and waits no more', () => {
    const view = viewOf(finished, done);
    expect(show(<WaitingTests view={view} />)).toBe('');
    const page = show(<TaskReport task={finished} tail="0071" />);
    expect(page).toContain('Answered: contradicted');
    expect(page).toContain('2026-04-21 14:02');
    expect(show(<AnsweredBy view={view} task={finished} />)).toContain(
      'Answered by staff no. ending 0071, confirmed by staff no. ending 0072',
    );
  });

  test('is looked at anew at every step that it takes, and is at work only until it lies on the desk', () => {
    const steps = [viewOf(task), viewOf(task, open), viewOf(task, answered), viewOf(finished, done)];
    expect(steps.map(progressOf)).toEqual([0, 1, 2, 3]);
    expect(steps.map(isRunning)).toEqual([true, false, false, false]);
  });
});

test('what was left out is called untested and not “does not apply”, in both Chinese scripts', () => {
  const left = { name: 'pending', result: 'bypassed' as const, why: 'from_outside' };
  const own = { ...finished, kind: 'conformance' as const, report: { ok: true, checks: [left] } };
  expect(show(<TaskReport task={own} tail={undefined} />, 'zh-CN')).toContain('未测');
  expect(show(<TaskReport task={own} tail={undefined} />, 'zh-TW')).toContain('未測');
});
