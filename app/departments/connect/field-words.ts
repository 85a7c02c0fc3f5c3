import 'server-only';
import { getLocale, getTranslations } from 'next-intl/server';
import { type DraftStep, evidenceOf } from '#flow/connectors/draft.ts';
import { type DraftField, fieldsOf } from '#flow/connectors/draft-fields.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';

/** The evidence type that the rows of a draft are described for. */
function evidenceIn({ draft, plan }: DraftView) {
  const [code] = evidenceOf(draft.typed);
  return plan.offered.find((type) => type.code === code);
}

/** The fields of a step of a draft. */
export function draftFields(step: DraftStep, view: DraftView): readonly DraftField[] {
  return fieldsOf(step, view.draft.way, view.draft.typed, evidenceIn(view));
}

/** What a field is called: its words, and of which value or person where there are several. */
export async function fieldLabel(field: DraftField, view: DraftView): Promise<string> {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const { about, words } = field;
  if (about === undefined) return t(`field.${words}.label`);
  const evidence = evidenceIn(view);
  const value = evidence?.fields.find(({ name }) => name === about);
  if (value !== undefined) return t(`field.${words}.of`, { value: value.label[locale] });
  return t(`field.${words}.person`, { person: Number(about) + 1, persons: evidence?.subjects ?? 1 });
}

/** What is said where a field is not in the right form: its bounds, or how it is written. */
export async function wrongField({ words, shape, range }: DraftField): Promise<string> {
  const t = await getTranslations('departments');
  const count = new Intl.NumberFormat(await getLocale());
  if (range !== undefined) {
    const [from, to] = [count.format(range[0]), range[1] === null ? 'none' : count.format(range[1])];
    return shape === 'whole' ? t('fault.whole', { from, to }) : t('fault.decimal', { from, to });
  }
  return t.has(`field.${words}.wrong`) ? t(`field.${words}.wrong`) : t('fault.wrong');
}
