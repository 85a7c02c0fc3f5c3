import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Actions, LinkButton } from './ui/button.tsx';
import { documentTitle } from './ui/document-title.ts';
import { PageHead } from './ui/page-head.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('problem');
  return { title: await documentTitle(t('notFoundTitle')) };
}

/** For an address that leads nowhere, and for a record that the reader may not see: both look the same. */
export default function NotFound() {
  const t = useTranslations('problem');
  return (
    <PageHead margin={null} title={t('notFoundTitle')} lead={t('notFoundLead')}>
      <p>{t('notFoundSafe')}</p>
      <p>{t.rich('callHelp', { call: (words) => <a href="tel:12345">{words}</a> })}</p>
      <Actions>
        <LinkButton href="/" kind="outline">
          {t('homeLink')}
        </LinkButton>
      </Actions>
    </PageHead>
  );
}
