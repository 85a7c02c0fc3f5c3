import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { backPath } from '../preferences/back-path.ts';
import { Actions, LinkButton } from '../ui/button.tsx';
import { documentTitle } from '../ui/document-title.ts';
import { PageHead } from '../ui/page-head.tsx';
import { MarginLine } from '../ui/record.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('problem');
  return { title: await documentTitle(t('sessionTitle')) };
}

type SessionEndedProps = { searchParams: Promise<{ to?: string | string[] }> };

/** Where an expired session lands: what happened, that the draft is intact, and the way back to the page named by `to`. */
export default async function SessionEndedPage({ searchParams }: SessionEndedProps) {
  const t = await getTranslations('problem');
  const { to } = await searchParams;
  const back = new URLSearchParams({ to: backPath(typeof to === 'string' ? to : null, null) });
  return (
    <PageHead
      margin={<MarginLine>{t('sessionSide')}</MarginLine>}
      title={t('sessionTitle')}
      lead={t('sessionLead')}
    >
      <p>{t('sessionSafe')}</p>
      <Actions>
        <LinkButton href={`/sign-in?${back}`}>{t('sessionButton')}</LinkButton>
      </Actions>
    </PageHead>
  );
}
