import type { Locale } from '#domain/evidence.ts';
import { accountTail, maskCitizenId } from '#domain/masking.ts';
import type { FormField } from '#domain/service.ts';

/** An accepted answer as a summary shows it: identity numbers masked, accounts by their tail, choices in words. */
export function answerWords(
  field: FormField,
  value: string,
  locale: Locale,
  tail: (digits: string) => string,
): string {
  switch (field.kind) {
    case 'person_name':
      return value;
    case 'citizen_id':
      return maskCitizenId(value);
    case 'bank_card':
      return tail(accountTail(value));
    case 'choice':
      return field.options.find((option) => option.value === value)?.label[locale] ?? value;
  }
}
