import { useTranslations } from 'next-intl';
import { LOCALE_NAMES, LOCALES, type Locale } from '#messages/locale.ts';
import type { Preferences } from '../preferences/preferences.ts';

/** The languages other than the present one; each a button, because a link must not change anything. */
export function LanguageForm({ locale }: { locale: Locale }) {
  return (
    <form method="post" action="/preferences">
      {LOCALES.filter((other) => other !== locale).map((other) => (
        <button type="submit" className="link-button" key={other} name="locale" value={other} lang={other}>
          {LOCALE_NAMES[other]}
        </button>
      ))}
    </form>
  );
}

/** In and out of 长辈版 with one tap; inside it, a further step of text size. */
export function ViewForm({ preferences: { mode, size } }: { preferences: Preferences }) {
  const t = useTranslations('frame');
  return (
    <form method="post" action="/preferences">
      {mode === 'standard' ? (
        <button type="submit" className="link-button" name="mode" value="elder">
          {t('elder')}
        </button>
      ) : (
        <>
          <button type="submit" className="link-button" name="mode" value="standard">
            {t('standard')}
          </button>
          <button type="submit" className="link-button" name="size" value={size === 'max' ? 'normal' : 'max'}>
            {size === 'max' ? t('smaller') : t('larger')}
          </button>
        </>
      )}
    </form>
  );
}
