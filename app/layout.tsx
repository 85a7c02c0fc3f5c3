import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { accountLinks } from './auth/account-links.tsx';
import './look/look.css';
import { preferences } from './preferences/preferences.ts';
import { Footer } from './ui/footer.tsx';
import { Masthead } from './ui/masthead.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('frame');
  const site = `${t('siteName')} - ${t('owner')}`;
  return {
    title: { template: t('documentTitle', { title: '%s' }), default: site },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

/** What stands round every page. Reads cookies, so every page is rendered per request, as the nonce policy needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = await preferences();
  const t = await getTranslations('frame');
  const elder = chosen.mode === 'elder';
  return (
    <html
      lang={chosen.locale}
      data-mode={chosen.mode}
      data-size={elder && chosen.size === 'max' ? 'max' : undefined}
    >
      <body>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <Masthead preferences={chosen} account={await accountLinks()} />
        <main id="main" className="wrap" tabIndex={-1}>
          {children}
        </main>
        <Footer locale={chosen.locale} />
      </body>
    </html>
  );
}
