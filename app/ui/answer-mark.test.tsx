import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Answer } from '#domain/answer.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES } from '#messages/locale.ts';
import { AnswerMark } from './answer-mark.tsx';

const KINDS = Answer.options.map((option) => option.shape.kind.value);

test.each(LOCALES)('the seven answers differ in word and in shape, not in colour alone, in %s', (locale) => {
  const marks = KINDS.map((kind) =>
    renderToStaticMarkup(
      <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
        <AnswerMark answer={kind} />
      </NextIntlClientProvider>,
    ),
  );
  const words = marks.map((mark) => mark.replaceAll(/<[^>]*>/g, ''));
  const shapes = marks.map((mark) => /<path d="([^"]*)"/.exec(mark)?.[1]);
  expect(marks).toHaveLength(7);
  expect(new Set(words).size).toBe(7);
  expect(new Set(shapes).size).toBe(7);
});
