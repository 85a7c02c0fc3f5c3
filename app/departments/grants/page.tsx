import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ANSWER_WITHIN } from '#flow/grants/clock.ts';
import { listDepartmentGrants } from '#flow/grants/list-grants.ts';
import { authOrSignIn } from '../../auth/auth.ts';
import { read } from '../../read.ts';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { ConsoleHead, ConsoleNav } from '../console-frame.tsx';
import { GrantGroups } from '../grant-groups.tsx';
import { CONSOLE, grantPath } from '../paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('nav.grants')) };
}

/** Everything that the department has been asked to grant: what waits first, then what holds, then the rest. */
export default guardedPage(async () => {
  const actor = await authOrSignIn(`${CONSOLE}/grants`);
  const grants = await read(actor, (tx, now) => listDepartmentGrants(tx, actor, now));
  const t = await getTranslations('departments');
  const requested = grants.filter(({ standing }) => standing === 'requested');
  return (
    <>
      <ConsoleNav current="grants" actor={actor} waiting={{ grants: requested.length }} />
      <ConsoleHead title={t('nav.grants')}>
        <p className="lead">{t('grant.clock', ANSWER_WITHIN)}</p>
      </ConsoleHead>
      <GrantGroups grants={grants} hrefOf={grantPath} />
    </>
  );
});
