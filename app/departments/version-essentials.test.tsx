import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ConnectorDocument } from '#domain/connector.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES } from '#messages/locale.ts';
import { VersionEssentials } from './version-essentials.tsx';

const words = { 'zh-CN': '火化登记', 'zh-TW': '火化登記', en: 'Cremations' };
const document = ConnectorDocument.parse({
  id: 'cremations',
  department: 'civil-affairs',
  title: words,
  sources: [
    {
      id: 'cremations',
      title: words,
      evidence: 'E-CRM',
      reach: { way: 'desk', dueHours: 36, twoPersons: true },
      coverage: { from: '2001-05-01' },
      rows: null,
    },
  ],
});
const row = { dailyLimit: 1200, timeoutMs: 5000, width: 4 };

function essentials(locale: (typeof LOCALES)[number]): string {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
      <VersionEssentials row={row} document={document} />
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]*>/g, ' ');
}

test.each(LOCALES)(
  'whoever signs reads in %s what is vouched for, by whom, how fast and how much',
  (locale) => {
    const text = essentials(locale);
    for (const figure of ['E-CRM', words[locale], '36', '2001-05-01', '1,200', '5,000', '4'])
      expect(text).toContain(figure);
  },
);

test('whether two persons answer is said', () => {
  expect(essentials('en')).toContain('by two persons');
});
