import { unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Actor, holds } from '#domain/permission.ts';
import { auth } from './auth.ts';
import { START_PAGES } from './start-page.ts';

/**
 * What the masthead shows somebody who is signed in, else undefined. A session that cannot be read is the page's to
 * tell: what stands round it must not fail.
 */
export async function accountLinks(): Promise<ReactNode> {
  try {
    const actor = await auth();
    return actor && <AccountLinks actor={actor} />;
  } catch (error) {
    unstable_rethrow(error);
    return undefined;
  }
}

/** The own cases of a resident, and the way out, which is a button since it acts. */
function AccountLinks({ actor }: { actor: Actor }) {
  const t = useTranslations('sign');
  return (
    <>
      {actor.kind === 'resident' ? <a href="/applications">{t('account.own')}</a> : null}
      {START_PAGES.map(({ name, href, permission }) =>
        holds(actor, permission) ? (
          <a key={name} href={href}>
            {t(`account.${name}`)}
          </a>
        ) : null,
      )}
      <form method="post" action="/sign-out">
        <button type="submit" className="link-button">
          {t('account.leave')}
        </button>
      </form>
    </>
  );
}
