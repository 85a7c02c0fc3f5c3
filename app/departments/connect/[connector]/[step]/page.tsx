import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DraftStep, stepsOf } from '#flow/connectors/draft.ts';
import { findKeptForm } from '../../../../parked.ts';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { ChangedNotice } from '../../../console-frame.tsx';
import { DraftFrame } from '../../../draft-frame.tsx';
import { faultErrors } from '../../../fault-errors.ts';
import { loadDraft } from '../../../load-draft.ts';
import { faultsIn, type Query, stepPath } from '../../../paths.ts';
import { CheckStep } from '../../check-step.tsx';
import { ClosedStep } from '../../closed-step.tsx';
import { CredentialStep } from '../../credential-step.tsx';
import { EvidenceStep } from '../../evidence-step.tsx';
import { FieldsStep } from '../../fields-step.tsx';
import { LimitsForm } from '../../limits-form.tsx';
import { stepLabels, wrongWords } from '../../step-labels.ts';

type Props = {
  params: Promise<{ connector: string; step: string }>;
  searchParams: Promise<Query>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const step = DraftStep.safeParse((await params).step);
  if (!step.success) return {};
  const t = await getTranslations('departments');
  const { check, faults } = await searchParams;
  const rejected = check !== undefined || faults !== undefined;
  return { title: await documentTitle(t(`step.${step.data}.title`), { rejected }) };
}

/** One step of the guided way. What was typed before stands there, with what is wrong where it was sent. */
export default guardedPage<Props>(async ({ params, searchParams }) => {
  const { connector, step: named } = await params;
  const step = DraftStep.safeParse(named);
  if (!step.success) notFound();
  const { actor, view } = await loadDraft(connector, step.data);
  const { draft, composed, row } = view;
  const query = await searchParams;
  if (!stepsOf(draft).includes(step.data)) {
    if (draft.document === null) redirect(stepPath(row.id, 'check'));
    return (
      <DraftFrame actor={actor} view={view} step={step.data}>
        <ChangedNotice query={query} />
        <ClosedStep connector={row.id} />
      </DraftFrame>
    );
  }
  const found = query.check === '1' ? (composed.faults[step.data] ?? {}) : faultsIn(query);
  const errors = await faultErrors(
    found,
    await stepLabels(step.data, view),
    await wrongWords(step.data, view),
  );
  const kept = await findKeptForm(stepPath(row.id, step.data));
  return (
    <DraftFrame actor={actor} view={view} step={step.data} errors={errors}>
      {step.data === 'evidence' ? <EvidenceStep view={view} errors={errors} /> : null}
      {step.data === 'limits' ? <LimitsForm row={row} from="draft" typed={kept} errors={errors} /> : null}
      {step.data === 'credential' ? <CredentialStep view={view} errors={errors} /> : null}
      {step.data === 'check' ? <CheckStep view={view} /> : null}
      {['where', 'auth', 'exchange', 'rows', 'coverage'].includes(step.data) ? (
        <FieldsStep step={step.data} view={view} errors={errors} />
      ) : null}
    </DraftFrame>
  );
});
