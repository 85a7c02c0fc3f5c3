import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { caseIdOf } from '../../../../../cases/own-case.ts';
import { objectAsClerk } from '../../../../../cases/wrong/actions.ts';
import { findAsked } from '../../../../../cases/wrong/find-asked.ts';
import { ObjectionForm } from '../../../../../cases/wrong/objection-form.tsx';
import { findKeptForm } from '../../../../../parked.ts';
import { documentTitle } from '../../../../../ui/document-title.ts';
import { ErrorSummary } from '../../../../../ui/error-summary.tsx';
import { guardedPage } from '../../../../../ui/guarded-page.tsx';
import { Notice } from '../../../../../ui/notice.tsx';
import { DeskNav } from '../../../../desk-nav.tsx';
import { loadDeskCase } from '../../../../load-desk-case.ts';
import { casePath } from '../../../../paths.ts';

type WrongProps = {
  params: Promise<{ case: string; step: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ searchParams }: WrongProps): Promise<Metadata> {
  const t = await getTranslations('control');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('wrong.documentTitle'), { rejected }) };
}

/** 这一项有误, by a clerk of the area. */
export default guardedPage<WrongProps>(async ({ params, searchParams }) => {
  const { case: text, step } = await params;
  const id = caseIdOf(text);
  const path = `${casePath(id)}/wrong/${step}`;
  const { context } = await loadDeskCase(id, path);
  const asked = findAsked(context, step);
  const { faults, changed } = await searchParams;
  const t = await getTranslations('control');
  const error = faults === undefined ? undefined : t('fault.statement');
  return (
    <>
      <DeskNav current={null} />
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'statement', message: error }]} />
      {changed === '1' ? (
        <Notice kind="waiting" title={t('wrong.isOpen')}>
          <p>{t('wrong.isOpenDetail')}</p>
        </Notice>
      ) : null}
      <div className="desk-head">
        <h1>{t('wrong.deskTitle', { thing: asked.thing })}</h1>
        <p className="lead">{t('wrong.lead', { department: asked.department })}</p>
      </div>
      <div className="desk-form">
        <ObjectionForm
          action={objectAsClerk}
          caseId={id}
          step={asked.step}
          fields={asked.fields}
          back={`${casePath(id)}/asked`}
          error={error}
          typed={await findKeptForm(path)}
        />
      </div>
    </>
  );
});
