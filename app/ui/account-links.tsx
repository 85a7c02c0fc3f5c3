import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** The masthead's account slot for someone signed in: their own pages, and one tap that leaves a shared computer clean. */
export function AccountLinks({ links }: { links: readonly { href: string; label: ReactNode }[] }) {
  const t = useTranslations('frame');
  return (
    <>
      {links.map(({ href, label }) => (
        <a key={href} href={href}>
          {label}
        </a>
      ))}
      <form method="post" action="/sign-out">
        <button type="submit" className="link-button">
          {t('signOut')}
        </button>
      </form>
    </>
  );
}
