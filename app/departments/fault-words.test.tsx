import { NextIntlClientProvider, useTranslations } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { loadMessages } from '#messages/load.ts';
import { LOCALES } from '#messages/locale.ts';

type Words = (t: ReturnType<typeof useTranslations<'departments'>>) => string;

function Said({ words }: { words: Words }) {
  return words(useTranslations('departments'));
}

describe.each(LOCALES)('in %s', (locale) => {
  const said = (words: Words) =>
    renderToStaticMarkup(
      <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
        <Said words={words} />
      </NextIntlClientProvider>,
    );

  test('a number out of its bounds is answered with the bounds', () => {
    expect(said((t) => t('fault.whole', { from: '1', to: '240' }))).toMatch(/1\D+240/);
    const open = said((t) => t('fault.whole', { from: '7', to: 'none' }));
    expect(open).toContain('7');
    expect(open).not.toContain('none');
  });

  test('the X that may end a number is not forgotten', () => {
    expect(said((t) => t('fault.not_synthetic'))).toContain('X');
  });

  test('a private key is refused with what to do, in a step and at its place in a document', () => {
    expect(said((t) => t('fault.private_key'))).toMatch(/take out d,|去掉 d，/);
    const placed = said((t) => t('problem.private_key', { path: 'keys[0].d', expected: 'none' }));
    expect(placed).toMatch(/take out d,|去掉 d，/);
    expect(placed).toContain('keys[0].d');
  });

  test('the address of a department is asked for without what the portal adds', () => {
    const hint = said((t) => t('field.base.hint'));
    expect(hint).toContain('/discovery');
    expect(hint).not.toContain('cn/verify');
  });
});
