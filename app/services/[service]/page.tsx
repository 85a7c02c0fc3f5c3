import type { Metadata } from 'next';
import { notFound, unstable_rethrow } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { civilDateAt } from '#domain/dates.ts';
import { listApplications } from '#flow/list-applications.ts';
import { findService } from '#flow/services.ts';
import { SYSTEM } from '#flow/system.ts';
import { auth } from '../../auth/auth.ts';
import { read } from '../../read.ts';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { MarginLine } from '../../ui/record.tsx';
import { BeginApplication } from '../begin-application.tsx';
import { ServiceSections } from '../service-sections.tsx';

type Props = { params: Promise<{ service: string }> };

/** A service as anybody may read of it, and the reader's own open draft if there is one. */
const loadService = cache(async (id: string) => {
  const actor = await auth();
  const loaded = await read(actor ?? SYSTEM.portal, async (tx, now) => {
    const found = await findService(tx, id, civilDateAt(now));
    const own = actor === undefined ? [] : await listApplications(tx, actor, now);
    const draft = own.find(({ service, filed }) => service === id && filed === null);
    return { service: found?.definition, draft, now };
  });
  const { service, ...rest } = loaded;
  if (service === undefined) notFound();
  return { service, actor, ...rest };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  try {
    const { service } = await loadService((await params).service);
    return { title: await documentTitle(service.shortTitle[await getLocale()]) };
  } catch (error) {
    unstable_rethrow(error);
    return {};
  }
}

/** The start page of a service: for whom, how much, whom we ask, what to have at hand, how long, the other way. */
export default guardedPage(async ({ params }: Props) => {
  const { service, actor, draft, now } = await loadService((await params).service);
  const locale = await getLocale();
  const t = await getTranslations('service');
  return (
    <>
      <PageHead
        margin={
          <>
            <MarginLine>{t('side')}</MarginLine>
            <MarginLine>{service.title[locale]}</MarginLine>
          </>
        }
        title={service.shortTitle[locale]}
        lead={service.summary[locale]}
      >
        <BeginApplication service={service.id} actor={actor} draft={draft} now={now} />
      </PageHead>
      <ServiceSections service={service} />
    </>
  );
});
