import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { AnswerNote, CaseEvent } from '#domain/case-event.ts';
import { ExhaustedReason, type RequirementStanding } from '#domain/requirement.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES, type Locale } from '#messages/locale.ts';
import { answered, asked, caseAfter, stepOf, WORDS } from './case-view.fixture.ts';
import { StatusRowItem } from './status-row.tsx';
import { statusRows } from './status-rows.ts';

const NEXT = '2026-04-21T14:30:00+08:00';
const WAITING = { kind: 'waiting', rung: 0, offered: null } as const;

type Case = [name: string, events: readonly CaseEvent[]];

const endedBy = (reason: ExhaustedReason): Case => [
  `ended by ${reason}`,
  [answered('insured', { kind: 'confirmed', reason }, { kind: 'exhausted', reason })],
];
const offeredAfter = (reason: ExhaustedReason): Case => [
  `offered after ${reason}`,
  [
    answered('kin', { kind: 'confirmed', reason }, { kind: 'open', rung: 1 }),
    asked(2, 'kin/1'),
    answered('kin', { kind: 'no_record', reason }, { kind: 'offered', rung: 2 }, { rung: 1 }),
  ],
];
const waitingFor = (cause: AnswerNote['cause'], standing: RequirementStanding = WAITING): Case => [
  `waiting for ${cause}`,
  [answered('pension', { kind: 'unavailable', cause, nextAt: NEXT, asOf: null }, standing)],
];

const CASES: readonly Case[] = [
  ['asked a moment ago', []],
  ['pending', [answered('pension', { kind: 'pending', nextAt: NEXT, asOf: null }, WAITING)]],
  ...(['down', 'timeout', 'quota', 'suspended'] as const).map((cause) => waitingFor(cause)),
  ['no entry', [answered('injury', { kind: 'no_record' }, { kind: 'established', rung: 0 })]],
  ['offered meanwhile', [answered('kin', {}, { kind: 'waiting', rung: 0, offered: 2 })]],
  ...ExhaustedReason.options.map(endedBy),
  ...ExhaustedReason.options.map(offeredAfter),
];

function textOf(locale: Locale, events: readonly CaseEvent[]): string {
  const fields = { [stepOf('insured')]: { scheme: 'EMPLOYEE', status: 'NO_WORD_FOR_THIS' } };
  const context = caseAfter([asked(1), ...events], { fields, words: { ...WORDS, locale } });
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider
      timeZone="Asia/Shanghai"
      locale={locale}
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      {statusRows(context).map((row) => (
        <StatusRowItem key={row.id} row={row} casePath="/cases/x" locale={locale} now={context.now} />
      ))}
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]*>/g, ' ');
}

describe.each(LOCALES)('in %s', (locale) => {
  test.each(CASES)('a row that is %s has its words, and no machine word among them', (_name, events) => {
    expect(textOf(locale, events)).not.toMatch(/[A-Z]{3,}|_|\{|E-[A-Z]|undefined/);
  });
});
