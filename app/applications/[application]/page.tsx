import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FollowCase } from '../../cases/follow-case.tsx';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { plainTitle } from '../../ui/phrase-title.tsx';
import { ApplicationHead } from '../application-head.tsx';
import { applicationModel } from '../application-model.ts';
import { ApplicationSections } from '../application-sections.tsx';
import { CaseRows } from '../case-rows.tsx';
import { FiledSection } from '../filed-section.tsx';
import { NotApplicableRows } from '../not-applicable-rows.tsx';
import { applicationIdOf, ownApplication, waitForNews } from '../own-application.ts';
import { RepaymentNotice } from '../repayment-notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('application');
  return { title: await documentTitle(t('documentTitle')) };
}

type ApplicationPageProps = {
  params: Promise<{ application: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The record of one filing: what has become of it, case by case. `?filed=1` adds the confirmation of its filing. */
export default guardedPage<ApplicationPageProps>(async ({ params, searchParams }) => {
  const id = applicationIdOf((await params).application);
  const path = `/applications/${id}`;
  const isFiled = (await searchParams).filed === '1';
  if (isFiled) await waitForNews(id, path);
  const application = await ownApplication(id, path);
  const model = applicationModel(application.cases);
  const t = await getTranslations('application');
  const seq = application.cases.reduce((sum, { view }) => sum + view.row.seq, 0);
  return (
    <>
      <FollowCase
        versionPath={`${path}/version`}
        seq={seq}
        state={plainTitle(t(`title.${model.state}`))}
        pace={model.pace}
      />
      <ApplicationHead application={application} model={model} />
      <RepaymentNotice items={model.repayments} />
      {isFiled && model.state === 'verifying' ? <FiledSection application={application} /> : null}
      <CaseRows items={model.items} path={path} isOpen={model.counts.open > 0} />
      <NotApplicableRows items={model.notApplicable} isAll={model.items.length === 0} />
      <ApplicationSections application={application} model={model} path={path} />
    </>
  );
});
