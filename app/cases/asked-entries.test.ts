import { expect, test } from 'vitest';
import { ConnectorId, ExchangeId, StepId } from '#domain/ids.ts';
import type { TicketView } from '#flow/control/ticket-verbs.ts';
import type { TrafficRow } from '#flow/control/traffic.ts';
import { askedEntries } from './asked-entries.ts';

const idOf = (last: number) => `0198a000-0000-7000-8000-00000000000${last}`;
const STEP = StepId.parse(`step_${idOf(1)}`);
const row = (last: number, more: Partial<TrafficRow> = {}): TrafficRow => ({
  id: ExchangeId.parse(`exch_${idOf(last)}`),
  step: STEP,
  connector: ConnectorId.parse('card-bank'),
  caseNumber: '1',
  service: 's',
  purpose: '核定',
  legalBasis: '第一条',
  evidence: 'E-BNK',
  fields: ['belongs'],
  actor: 'system',
  officer: null,
  reusedFrom: null,
  sentAt: new Date(last),
  answeredAt: null,
  cause: null,
  answer: 'confirmed',
  ms: 1,
  overturned: false,
  ...more,
});
const ticket = (state: 'open' | 'upheld') => ({ row: { step: STEP, state } }) as TicketView;
const PURPOSE = { 'zh-CN': '核定', 'zh-TW': '核定', en: 'To decide' };
const REQUIREMENTS = [{ purpose: PURPOSE }];
const entries = (rows: TrafficRow[], tickets: TicketView[] = []) =>
  askedEntries(rows, [], REQUIREMENTS, tickets, 'zh-CN');

test('the newest question stands first', () => {
  expect(entries([row(1), row(2)]).map(({ id }) => id.slice(-1))).toEqual(['2', '1']);
});

test('only the last answer to a question can be called wrong', () => {
  expect(entries([row(1), row(2)]).map(({ canObject }) => canObject)).toEqual([true, false]);
});

test.each([
  ['confirmed', true],
  ['contradicted', true],
  ['no_record', true],
  ['ambiguous', true],
  ['pending', false],
  ['unavailable', false],
  ['not_permitted', false],
  [null, false],
] as const)('an answer of the kind %s can be called wrong: %s', (answer, can) => {
  expect(entries([row(1, { answer })])[0]?.canObject).toBe(can);
});

test('while a ticket is open no second one is offered; once it is settled one is', () => {
  expect(entries([row(1)], [ticket('open')])[0]).toMatchObject({
    canObject: false,
    ticket: { row: { state: 'open' } },
  });
  expect(entries([row(1)], [ticket('upheld')])[0]?.canObject).toBe(true);
});

test('the purpose is said in the reader’s language; one that the service no longer names as it was told', () => {
  const told = askedEntries([row(1), row(2, { purpose: '核对' })], [], REQUIREMENTS, [], 'en');
  expect(told.map(({ purpose }) => purpose)).toEqual(['核对', 'To decide']);
});
