import { NextIntlClientProvider, useTranslations } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { getService } from '#catalogue/index.ts';
import type { FieldFault } from '#domain/form.ts';
import type { FormField } from '#domain/service.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES, type Locale } from '#messages/locale.ts';

/** A fault that is added to the domain does not compile here until it is listed, and then needs its words. */
const FAULTS = {
  missing: true,
  too_long: true,
  not_a_choice: true,
  name_characters: true,
  id_length: true,
  id_characters: true,
  id_look_alike: true,
  id_check: true,
  id_region: true,
  id_date: true,
  card_length: true,
  card_characters: true,
  card_check: true,
} as const satisfies Record<FieldFault, true>;

const fields = getService('survivor-benefit').pages.flatMap((page) => page.fields);

function Message({ fault, field, locale }: { fault: string; field: FormField; locale: Locale }) {
  const t = useTranslations('apply');
  return t(`fault.${fault}`, { label: field.label[locale], kind: field.kind });
}

function messageOf(fault: string, field: FormField, locale: Locale): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
      <Message fault={fault} field={field} locale={locale} />
    </NextIntlClientProvider>,
  );
}

describe.each(LOCALES)('in %s', (locale) => {
  test.each(Object.keys(FAULTS))('%s says what to change', (fault) => {
    for (const field of fields) {
      const message = messageOf(fault, field, locale);
      expect(message.length).toBeGreaterThan(3);
      expect(message).not.toMatch(/fault\.|[{}]/);
    }
  });

  test('a missing answer is named by its field, and a missing choice is not something to fill in', () => {
    const said = fields.map((field) => messageOf('missing', field, locale));
    // A page has one choice at most, so that all of them are asked for in the same words.
    const typed = said.filter((_, index) => fields[index]?.kind !== 'choice');
    expect(new Set(typed).size).toBe(typed.length);
    const choice = fields.findIndex(({ kind }) => kind === 'choice');
    expect(said[choice]).not.toContain(fields[choice]?.label[locale]);
  });
});
