import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ActionLink, Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { documentTitle } from '../../../../ui/document-title.ts';
import { guardedPage } from '../../../../ui/guarded-page.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { MarginLine, Section } from '../../../../ui/record.tsx';
import { commit, decline } from '../../../actions.ts';
import { CaseMargin } from '../../../case-margin.tsx';
import { findCommitment } from '../../../commitment.ts';
import { caseIdOf, ownCase } from '../../../own-case.ts';
import { FactSentence } from '../../../say.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('commitment');
  return { title: await documentTitle(t('documentTitle')) };
}

type CommitmentPageProps = { params: Promise<{ case: string; requirement: string }> };

/** 告知承诺: what the law asks, what is declared, what follows if it is untrue; then the applicant's own choice. */
export default guardedPage<CommitmentPageProps>(async ({ params }) => {
  const { case: text, requirement } = await params;
  const id = caseIdOf(text);
  const context = await ownCase(id, `/cases/${id}/commitment/${requirement}`);
  const { view, words } = context;
  const t = await getTranslations('commitment');
  const offer = findCommitment(context, requirement);
  const margin = (
    <CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]}>
      <MarginLine>{t('side')}</MarginLine>
    </CaseMargin>
  );
  if (offer === undefined) {
    return (
      <PageHead margin={margin} title={t('goneTitle')} lead={t('goneLead')}>
        <Actions>
          <LinkButton href={`/cases/${id}`}>{t('back')}</LinkButton>
        </Actions>
      </PageHead>
    );
  }
  return (
    <>
      <PageHead margin={margin} title={t('title', { title: offer.title })} lead={t('lead')} />
      <Section title={t('duty')}>
        <p>{offer.duty}</p>
      </Section>
      <Section title={t('consequence')}>
        <p>{offer.consequence}</p>
      </Section>
      <Section title={t('withdrawTitle')}>
        <p>{t('withdrawal')}</p>
      </Section>
      <Section title={t('statement')}>
        <p className="lead">
          <b>{offer.statement}</b>
        </p>
        {offer.declared.length === 0 ? null : (
          <p>
            {t('stated')}
            <FactSentence facts={offer.declared} />
          </p>
        )}
        <p className="small soft">{t('version', { version: offer.textVersion })}</p>
        <Actions>
          <SeenForm action={commit} seen={{ case: id, requirement, textVersion: offer.textVersion }}>
            <Button>{t('button')}</Button>
          </SeenForm>
          <SeenForm action={decline} seen={{ case: id, requirement, textVersion: offer.textVersion }}>
            <Button kind="outline">{t('decline')}</Button>
          </SeenForm>
        </Actions>
        <p>
          <ActionLink href={`/cases/${id}`}>{t('back')}</ActionLink>
        </p>
      </Section>
    </>
  );
});

type SeenFormProps = {
  action: (form: FormData) => Promise<void>;
  seen: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** A choice about the wording that is on the page, and about no other. */
function SeenForm({ action, seen, children }: SeenFormProps) {
  return (
    <form action={action}>
      {Object.entries(seen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
