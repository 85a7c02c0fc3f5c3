import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { findKeptForm } from '../../../../parked.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { CaseMargin } from '../../../case-margin.tsx';
import { caseIdOf, ownCase } from '../../../own-case.ts';
import { objectAsParty } from '../../../wrong/actions.ts';
import { findAsked } from '../../../wrong/find-asked.ts';
import { ObjectionForm } from '../../../wrong/objection-form.tsx';

type WrongProps = {
  params: Promise<{ case: string; step: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: WrongProps): Promise<Metadata> {
  const t = await getTranslations('control');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('wrong.documentTitle'), { rejected }) };
}

/** 这一项有误: a party says what is wrong about one answer; the department has ten working days. */
export default guardedPage<WrongProps>(async ({ params, searchParams }) => {
  const { case: text, step } = await params;
  const id = caseIdOf(text);
  const path = `/cases/${id}/wrong/${step}`;
  const context = await ownCase(id, path);
  const asked = findAsked(context, step);
  const { faults, changed } = await searchParams;
  const t = await getTranslations('control');
  const error = faults === undefined ? undefined : t('fault.statement');
  const { view, words } = context;
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'statement', message: error }]} />
      {changed === '1' ? (
        <Notice kind="waiting" title={t('wrong.isOpen')}>
          <p>{t('wrong.isOpenDetail')}</p>
        </Notice>
      ) : null}
      <PageHead
        margin={<CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]} />}
        title={t('wrong.title', { thing: asked.thing })}
        lead={t('wrong.lead', { department: asked.department })}
      >
        <p>{t('wrong.goesOn')}</p>
        <ObjectionForm
          action={objectAsParty}
          caseId={id}
          step={asked.step}
          fields={asked.fields}
          back={`/cases/${id}/asked`}
          error={error}
          typed={await findKeptForm(path)}
        />
      </PageHead>
    </>
  );
});
