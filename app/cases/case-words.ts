import { getLocale, getTranslations } from 'next-intl/server';
import type { Words } from './line.ts';

/** The words of the current request that the models of a case's pages put values into. */
export async function caseWords(): Promise<Words> {
  const t = await getTranslations('case');
  return {
    locale: await getLocale(),
    yes: t('value.yes'),
    no: t('value.no'),
    none: t('value.none'),
    wordless: t('value.wordless'),
    relation: (code) => t(`relation.${code}`),
    tail: (digits) => t('value.tail', { digits }),
    yuan: (figure) => t('value.yuan', { figure }),
  };
}
