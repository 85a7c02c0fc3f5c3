import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { DraftStep } from '#flow/connectors/draft.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { draftFields, fieldLabel, wrongField } from './field-words.ts';

/** What the fields of a step are called, by name. */
export async function stepLabels(step: DraftStep, view: DraftView): Promise<Record<string, string>> {
  const t = await getTranslations('departments');
  if (step === 'limits') {
    const names = ['dailyLimit', 'timeoutMs', 'width', 'reserve', 'reserveUntil'] as const;
    return Object.fromEntries(names.map((name) => [name, t(`limits.${name}`)]));
  }
  if (step === 'evidence') return { evidence: t('evidence.title') };
  if (step === 'credential') return { credential: t('credential.label') };
  const labels = await Promise.all(
    draftFields(step, view).map(async (field) => [field.name, await fieldLabel(field, view)] as const),
  );
  return Object.fromEntries(labels);
}

/** What is said of each field of a step that is not in the right form, by name. */
export async function wrongWords(step: DraftStep, view: DraftView): Promise<Record<string, string>> {
  const words = await Promise.all(
    draftFields(step, view).map(async (field) => [field.name, await wrongField(field)] as const),
  );
  return Object.fromEntries(words);
}
