/** The interface languages, as BCP 47 tags. The first one is the default. */
export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'zh-CN';

/** How each language calls itself; the same words in every language, so that nobody has to read a foreign one to leave it. */
export const LOCALE_NAMES = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'English' } as const satisfies Record<
  Locale,
  string
>;
