import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { maskCitizenId } from '#domain/masking.ts';
import type { PersonRef } from '#domain/question.ts';
import { ActionLink, Actions } from '../../../ui/button.tsx';
import { CaseNumber } from '../../../ui/case-number.tsx';
import { DateTimeText } from '../../../ui/date-text.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { Section } from '../../../ui/record.tsx';
import { CaseMargin } from '../../case-margin.tsx';
import { claimFact } from '../../fact-words.ts';
import { caseIdOf, ownCase } from '../../own-case.ts';
import { PrintButton } from '../../print-button.tsx';
import { dueValues } from '../../timeline.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('case');
  return { title: await documentTitle(t('receipt.title')) };
}

type ReceiptPageProps = { params: Promise<{ case: string }> };

/** 收件回执: what was received, when and under which number, by when it is decided; made to be printed. */
export default guardedPage<ReceiptPageProps>(async ({ params }) => {
  const id = caseIdOf((await params).case);
  const context = await ownCase(id, `/cases/${id}/receipt`);
  const { view, words } = context;
  const { locale } = words;
  const t = await getTranslations('case');
  const person = ({ name, idNumber }: PersonRef) =>
    t('receipt.person', { name, id: maskCitizenId(idNumber) });
  const { timeLimit } = view.service;
  const limit = t('receipt.limitValue', {
    days: timeLimit.workingDays,
    ...dueValues(context, view.state.due),
  });
  const stated = view.service.pages
    .flatMap((page) => page.fields)
    .flatMap(({ id: name }) => claimFact(context, name) ?? []);
  return (
    <>
      <PageHead
        margin={<CaseMargin number={view.row.number} service={view.service.shortTitle[locale]} />}
        title={t('receipt.title')}
        lead={t('receipt.lead')}
      >
        <Actions>
          <PrintButton words={t('receipt.print')} />
          <ActionLink href={`/cases/${id}`}>{t('receipt.back')}</ActionLink>
        </Actions>
      </PageHead>
      <Section title={t('receipt.filed')}>
        <KeyValues
          rows={[
            { label: t('number'), content: <CaseNumber>{view.row.number}</CaseNumber> },
            { label: t('receipt.service'), content: view.service.title[locale] },
            { label: t('receipt.applicant'), content: person(view.applicant) },
            { label: t('receipt.deceased'), content: person(view.deceased) },
            {
              label: t('receipt.received'),
              content: <DateTimeText instant={view.row.submittedAt.toISOString()} />,
            },
            { label: t('receipt.limit'), content: limit },
            { label: t('receipt.basis'), content: timeLimit.basis[locale] },
          ]}
        />
      </Section>
      <Section title={t('receipt.answers')}>
        <KeyValues rows={stated.map(({ label, value }) => ({ label, content: value }))} />
      </Section>
      <p className="small soft">{t('receipt.askLater')}</p>
      <p className="small soft">{t('receipt.printHint')}</p>
    </>
  );
});
