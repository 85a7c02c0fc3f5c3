import { useTranslations } from 'next-intl';
import type { Locale } from '#messages/locale.ts';
import { LanguageForm } from './preference-forms.tsx';

/** Who runs the portal, and the languages, on every page. */
export function Footer({ locale }: { locale: Locale }) {
  const t = useTranslations('frame');
  return (
    <footer className="footer">
      <div className="wrap">
        <nav aria-label={t('languages')}>
          <LanguageForm locale={locale} />
        </nav>
        <p>{t('colophon')}</p>
        <p>{t('fictional')}</p>
      </div>
    </footer>
  );
}
