import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Preferences } from '../preferences/preferences.ts';
import { Icon } from './icons.tsx';
import { LanguageForm, ViewForm } from './preference-forms.tsx';

type MastheadProps = {
  preferences: Preferences;
  /** For someone signed in: links to their own pages, and 退出并清除. Languages then stand in the footer only, as in 长辈版. */
  account?: ReactNode;
};

/** The same on every page: mark, 长辈版, language or account, and the way to a human, always in the same place. */
export function Masthead({ preferences, account }: MastheadProps) {
  const t = useTranslations('frame');
  const elder = preferences.mode === 'elder';
  return (
    <>
      <header className="masthead">
        <div className="wrap">
          <a className="mark" href="/">
            <Icon name="mark" />
            <b>{t('siteName')}</b>
            <span>{t('owner')}</span>
          </a>
          <nav aria-label={t('tools')}>
            <ViewForm preferences={preferences} />
            {account ?? (
              <>
                {elder ? null : <LanguageForm locale={preferences.locale} />}
                <a href="/sign-in">{t('signIn')}</a>
              </>
            )}
          </nav>
          {elder ? null : (
            <a className="target help" href="tel:12345">
              <Icon name="phone" />
              {t('helpNumber')}
            </a>
          )}
        </div>
      </header>
      {elder ? <CallForHelp /> : null}
    </>
  );
}

/** In 长辈版 the call for help stays in view. */
function CallForHelp() {
  const t = useTranslations('frame');
  return (
    <aside className="call" aria-label={t('help')}>
      <div className="wrap">
        <a className="target" href="tel:12345">
          <Icon name="phone" />
          {t('callForHelp')}
        </a>
      </div>
    </aside>
  );
}
