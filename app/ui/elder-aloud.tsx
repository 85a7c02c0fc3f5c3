import { getLocale, getTranslations } from 'next-intl/server';
import { preferences } from '../preferences/preferences.ts';
import { ReadAloud } from './read-aloud.tsx';

/** 朗读本页, in 长辈版 only; stands after a page's summary. */
export async function ElderAloud() {
  const { mode } = await preferences();
  if (mode !== 'elder') return null;
  const t = await getTranslations('aloud');
  return <ReadAloud locale={await getLocale()} read={t('read')} stop={t('stop')} />;
}
