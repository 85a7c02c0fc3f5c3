import { getRequestConfig } from 'next-intl/server';
import { loadMessages } from '#messages/load.ts';
import type { Locale } from '#messages/locale.ts';
import { preferences } from './preferences.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
  }
}

/** Language and texts of one request. A text that is missing is a fault of ours, so it throws instead of showing its key. */
export default getRequestConfig(async () => {
  const { locale } = await preferences();
  return {
    locale,
    messages: loadMessages(locale),
    timeZone: 'Asia/Shanghai',
    onError(error) {
      throw error;
    },
  };
});
