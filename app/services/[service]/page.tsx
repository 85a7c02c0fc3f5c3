import type { Metadata } from 'next';
import { notFound, unstable_rethrow } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { civilDateAt } from '#domain/dates.ts';
import { listApplications } from '#flow/list-applications.ts';
import { findBundle } from '#flow/services.ts';
import { SYSTEM } from '#flow/system.ts';
import { auth } from '../../auth/auth.ts';
import { read } from '../../read.ts';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { MarginLine } from '../../ui/record.tsx';
import { BeginApplication } from '../begin-application.tsx';
import { BundleSections } from '../bundle-sections.tsx';

type Props = { params: Promise<{ service: string }> };

/** What can be applied for at once, as anybody may read of it, and the reader's own open draft if there is one. */
const loadBundle = cache(async (id: string) => {
  const actor = await auth();
  const loaded = await read(actor ?? SYSTEM.portal, async (tx, now) => {
    const found = await findBundle(tx, id, civilDateAt(now));
    const own = actor === undefined ? [] : await listApplications(tx, actor, now);
    const draft = own.find(({ bundle, status }) => bundle === id && status === 'draft');
    return { found, draft, now };
  });
  const { found, ...rest } = loaded;
  if (found === undefined) notFound();
  return { open: found, actor, ...rest };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  try {
    const { open } = await loadBundle((await params).service);
    return { title: await documentTitle(open.bundle.shortTitle[await getLocale()]) };
  } catch (error) {
    unstable_rethrow(error);
    return {};
  }
}

/** The start page of an application: what it covers, whom we ask, what to have at hand, how long, the other way. */
export default guardedPage(async ({ params }: Props) => {
  const { open, actor, draft, now } = await loadBundle((await params).service);
  const { bundle } = open;
  const locale = await getLocale();
  const t = await getTranslations('service');
  return (
    <>
      <PageHead
        margin={
          <>
            <MarginLine>{t('side')}</MarginLine>
            <MarginLine>{t('covered', { count: open.services.length })}</MarginLine>
          </>
        }
        title={bundle.shortTitle[locale]}
        lead={bundle.summary[locale]}
      >
        <BeginApplication bundle={bundle.id} actor={actor} draft={draft} now={now} />
      </PageHead>
      <BundleSections open={open} />
    </>
  );
});
