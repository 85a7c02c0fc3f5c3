import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { FieldError } from '../ui/error-summary.tsx';
import type { Faults } from './paths.ts';

/**
 * The faults of a form as its summary and its fields show them, each beginning with the field's name.
 * @param wrong what is said of a field that is not in the right form, where more can be said than that
 */
export async function faultErrors(
  faults: Faults,
  labels: Readonly<Record<string, string>>,
  wrong: Readonly<Record<string, string>> = {},
): Promise<FieldError[]> {
  const t = await getTranslations('departments');
  return Object.entries(faults).map(([field, fault]) => {
    const general = t.has(`fault.${fault}`) ? t(`fault.${fault}`) : t('fault.wrong');
    const words = fault === 'wrong' ? (wrong[field] ?? general) : general;
    const label = labels[field];
    return { field, message: label === undefined ? words : t('fault.named', { label, words }) };
  });
}
