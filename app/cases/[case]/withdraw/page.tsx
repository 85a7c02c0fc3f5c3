import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActionLink, Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { withdraw } from '../../actions.ts';
import { CaseMargin } from '../../case-margin.tsx';
import { caseIdOf, ownCase } from '../../own-case.ts';
import { canWithdraw } from '../../status-head.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('case');
  return { title: await documentTitle(t('withdraw.documentTitle')) };
}

type WithdrawPageProps = { params: Promise<{ case: string }> };

/** What withdrawing means, before it is done; or why it cannot be done any more. */
export default guardedPage<WithdrawPageProps>(async ({ params }) => {
  const id = caseIdOf((await params).case);
  const { view, words } = await ownCase(id, `/cases/${id}/withdraw`);
  const t = await getTranslations('case');
  const margin = <CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]} />;
  const why = view.service.direction === 'recover' ? 'recover' : view.state.status;
  if (!canWithdraw(view)) {
    return (
      <PageHead margin={margin} title={t('withdraw.closedTitle')} lead={t('withdraw.closedLead', { why })}>
        <Actions>
          <LinkButton href={`/cases/${id}`}>{t('withdraw.closedBack')}</LinkButton>
        </Actions>
      </PageHead>
    );
  }
  return (
    <PageHead margin={margin} title={t('withdraw.title')} lead={t('withdraw.lead')}>
      <p>{t('withdraw.again')}</p>
      <p>{t('withdraw.kept')}</p>
      <form action={withdraw}>
        <input type="hidden" name="case" value={id} />
        <Actions>
          <Button kind="stop">{t('withdraw.button')}</Button>
          <ActionLink href={`/cases/${id}`}>{t('withdraw.back')}</ActionLink>
        </Actions>
      </form>
    </PageHead>
  );
});
