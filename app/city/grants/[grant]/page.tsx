import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { GrantId } from '#domain/ids.ts';
import { readGrant } from '#flow/grants/list-grants.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { ConsoleHead } from '../../../departments/console-frame.tsx';
import { GrantFacts, GrantHistory } from '../../../departments/grant-facts.tsx';
import { GrantMark } from '../../../departments/grant-table.tsx';
import { read } from '../../../read.ts';
import { ActionLink, Actions } from '../../../ui/button.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { CITY_GRANTS, cityGrantPath, newGrantPath } from '../../paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('grant.title')) };
}

/** One grant as the administrator who has asked for it sees it. */
export default guardedPage<{ params: Promise<{ grant: string }> }>(async ({ params }) => {
  const id = GrantId.safeParse((await params).grant);
  if (!id.success) notFound();
  const actor = await authOrSignIn(cityGrantPath(id.data));
  const page = await read(actor, (tx, now) => readGrant(tx, actor, now, id.data));
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const { grant } = page;
  return (
    <>
      <ConsoleHead
        over={`${t('city.over')}　${page.service[locale]}`}
        title={`${t('grant.title')}：${page.evidence.title[locale]}`}
      >
        <p>
          <GrantMark standing={page.standing} />
        </p>
      </ConsoleHead>
      <div className="desk-case">
        <div className="case-main">
          <GrantFacts page={page} />
          <Actions>
            {page.standing === 'requested' ? null : (
              <ActionLink href={newGrantPath(grant)}>{t('city.again')}</ActionLink>
            )}
            <ActionLink href={CITY_GRANTS}>{t('city.back')}</ActionLink>
          </Actions>
        </div>
        <div className="case-side">
          <GrantHistory page={page} />
        </div>
      </div>
    </>
  );
});
