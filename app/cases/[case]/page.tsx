import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { plainTitle } from '../../ui/phrase-title.tsx';
import type { CaseContext } from '../case-context.ts';
import { DecisionPage } from '../decision-page.tsx';
import { FollowCase } from '../follow-case.tsx';
import { caseIdOf, ownCase } from '../own-case.ts';
import { reviewNeeds } from '../review-needs.ts';
import { isRecovery, openState } from '../status-head.ts';
import { StatusPage } from '../status-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('case');
  return { title: await documentTitle(t('documentTitle')) };
}

type CasePageProps = {
  params: Promise<{ case: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PACES = {
  submitted: 'soon',
  verifying: 'soon',
  review: 'later',
  proposed: 'later',
  decided: 'none',
  withdrawn: 'none',
} as const;

/** One case of an application: on its way, with a person, withdrawn or decided. */
export default guardedPage<CasePageProps>(async ({ params, searchParams }) => {
  const id = caseIdOf((await params).case);
  const casePath = `/cases/${id}`;
  const changed = (await searchParams).changed === '1';
  const context = await ownCase(id, casePath);
  const { state, decision: latest } = context.view;
  // A decision that the applicant has asked a person to look at again stands no longer.
  const decision = state.decision === null ? null : latest;
  return (
    <>
      <FollowCase
        versionPath={`${casePath}/version`}
        seq={state.seq}
        state={await stateWords(context)}
        pace={state.payment === 'ordered' ? 'later' : PACES[state.status]}
      />
      {decision === null ? (
        <StatusPage
          context={context}
          casePath={casePath}
          needs={state.needs.length > 0 ? reviewNeeds(context, context.view.criteria) : []}
          changed={changed}
        />
      ) : (
        <DecisionPage context={context} decision={decision} casePath={casePath} changed={changed} />
      )}
    </>
  );
});

/** What a screen reader says when the case has moved on. */
async function stateWords({ view }: CaseContext): Promise<string> {
  const t = await getTranslations('case');
  if (view.state.status === 'decided') return plainTitle(t('title.decided'));
  const state = openState(view.state);
  return plainTitle(isRecovery(view) ? t(`owedTitle.${state}`) : t(`title.${state}`));
}
