import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { FieldError } from '../ui/error-summary.tsx';
import type { Faults } from './paths.ts';

/** The faults of a form as its summary and its fields show them, each beginning with the field's name. */
export async function faultErrors(
  faults: Faults,
  labels: Readonly<Record<string, string>>,
): Promise<FieldError[]> {
  const t = await getTranslations('departments');
  return Object.entries(faults).map(([field, fault]) => {
    const words = t.has(`fault.${fault}`) ? t(`fault.${fault}`) : t('fault.wrong');
    const label = labels[field];
    return { field, message: label === undefined ? words : t('fault.named', { label, words }) };
  });
}
