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
import { openState } from '../status-head.ts';
import { StatusPage } from '../status-page.tsx';
import { waitForNews } from '../wait-for-news.ts';

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
  decided: 'none',
  withdrawn: 'none',
} as const;

/** One case: on its way, with a person, withdrawn or decided. `?filed=1` adds the confirmation of its filing. */
export default guardedPage<CasePageProps>(async ({ params, searchParams }) => {
  const id = caseIdOf((await params).case);
  const casePath = `/cases/${id}`;
  const { filed, changed } = await searchParams;
  if (filed === '1') await waitForNews(id, casePath);
  const context = await ownCase(id, casePath);
  const { state, decision } = context.view;
  return (
    <>
      <FollowCase
        versionPath={`${casePath}/version`}
        seq={state.seq}
        state={await stateWords(context)}
        pace={PACES[state.status]}
      />
      {decision === null ? (
        <StatusPage
          context={context}
          casePath={casePath}
          needs={state.needs.length > 0 ? reviewNeeds(context, context.view.criteria) : []}
          filed={filed === '1'}
          changed={changed === '1'}
        />
      ) : (
        <DecisionPage context={context} decision={decision} casePath={casePath} />
      )}
    </>
  );
});

/** What a screen reader says when the case has moved on. */
async function stateWords({ view }: CaseContext): Promise<string> {
  const t = await getTranslations('case');
  return plainTitle(t(`title.${view.state.status === 'decided' ? 'decided' : openState(view.state)}`));
}
