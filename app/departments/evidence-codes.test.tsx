import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { listAskable } from '#flow/connectors/askable.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES } from '#messages/locale.ts';
import { EvidenceTable } from '../developers/evidence-table.tsx';

describe.each(LOCALES)('whoever writes a document finds in %s', (locale) => {
  const page = renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
      <EvidenceTable />
    </NextIntlClientProvider>,
  );
  const token = (code: string) => `<code class="token" translate="no">${code}</code>`;

  test.each(listAskable().map((askable) => [askable.evidence.code, askable] as const))(
    'the codes of %s, of its fields, of their values, and of what is sent along',
    (code, { evidence, given }) => {
      const values = evidence.fields.flatMap(({ codes }) => Object.keys(codes ?? {}));
      for (const each of [code, ...evidence.fields.map(({ name }) => name), ...values, ...given])
        expect(page).toContain(token(each));
      expect(page).toContain(evidence.title[locale]);
    },
  );
});
