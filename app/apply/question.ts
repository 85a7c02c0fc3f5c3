import { getTranslations } from 'next-intl/server';
import type { Locale } from '#domain/evidence.ts';
import type { FieldFault, PageFaults } from '#domain/form.ts';
import type { FormField, FormPage } from '#domain/service.ts';
import type { FieldError } from '../ui/error-summary.tsx';

/** One field as the browser gets it: words of one language, and what to say when it is left empty. */
export interface QuestionField {
  id: string;
  kind: FormField['kind'];
  label: string;
  hint: string | undefined;
  options: readonly { value: string; label: string; consequence: string | undefined }[];
  missing: string;
}

/** One question page as the browser gets it. */
export interface Question {
  title: string;
  reason: string;
  fields: readonly QuestionField[];
}

/** A page of a definition in the words of one language. */
export async function describeQuestion(page: FormPage, locale: Locale): Promise<Question> {
  const fields = page.fields.map(async (field) => ({
    id: field.id,
    kind: field.kind,
    label: field.label[locale],
    hint: field.hint?.[locale],
    options:
      field.kind === 'choice'
        ? field.options.map(({ value, label, consequence }) => ({
            value,
            label: label[locale],
            consequence: consequence?.[locale],
          }))
        : [],
    missing: await faultMessage(field, 'missing', locale),
  }));
  return { title: page.title[locale], reason: page.reason[locale], fields: await Promise.all(fields) };
}

/** What is wrong with a rejected form, in the order of its fields, in the words that stand at the field too. */
export async function listFieldErrors(
  page: FormPage,
  faults: PageFaults,
  locale: Locale,
): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  for (const field of page.fields) {
    const fault = faults[field.id];
    if (fault !== undefined) {
      errors.push({ field: field.id, message: await faultMessage(field, fault, locale) });
    }
  }
  return errors;
}

/** Says what to change about one field. */
export async function faultMessage(field: FormField, fault: FieldFault, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'apply' });
  return t(`fault.${fault}`, { label: field.label[locale], kind: field.kind });
}
