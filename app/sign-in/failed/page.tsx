import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ActionLink, Actions, LinkButton } from '../../ui/button.tsx';
import { documentTitle } from '../../ui/document-title.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { MarginLine } from '../../ui/record.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign');
  return { title: await documentTitle(t('failed.title')) };
}

/** Where a sign-in that came to nothing lands: what happened, that nothing is lost, and the other ways. */
export default function SignInFailedPage() {
  const t = useTranslations('sign');
  return (
    <PageHead
      margin={<MarginLine>{t('failed.side')}</MarginLine>}
      title={t('failed.title')}
      lead={t('failed.lead')}
    >
      <p>{t('failed.safe')}</p>
      <p>{t('failed.again')}</p>
      <p>{t.rich('failed.other', { call: (words) => <a href="tel:12345">{words}</a> })}</p>
      <Actions>
        <LinkButton href="/sign-in?to=/applications">{t('failed.retry')}</LinkButton>
        <ActionLink href="/">{t('failed.home')}</ActionLink>
      </Actions>
    </PageHead>
  );
}
