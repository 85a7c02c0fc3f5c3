import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { printCaseNumber } from '#domain/case-number.ts';
import { maskCitizenId } from '#domain/masking.ts';
import type { PersonRef } from '#domain/question.ts';
import { claimFact } from '../../../cases/fact-words.ts';
import { PrintButton } from '../../../cases/print-button.tsx';
import { dueValues } from '../../../cases/timeline.ts';
import { ActionLink, Actions } from '../../../ui/button.tsx';
import { DateTimeText } from '../../../ui/date-text.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { MarginLine, Section } from '../../../ui/record.tsx';
import { applicationIdOf, type OwnApplicationView, ownApplication } from '../../own-application.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('case');
  return { title: await documentTitle(t('receipt.title')) };
}

type ReceiptPageProps = { params: Promise<{ application: string }> };

/** 收件回执 of one filing: the number of each matter, by when it is decided, and what was stated; made to be printed. */
export default guardedPage<ReceiptPageProps>(async ({ params }) => {
  const id = applicationIdOf((await params).application);
  const application = await ownApplication(id, `/applications/${id}/receipt`);
  const t = await getTranslations('case');
  const tApplication = await getTranslations('application');
  const [first] = application.cases;
  if (first === undefined) throw new Error('a filed application has cases');
  const { view, words } = first;
  const person = ({ name, idNumber }: PersonRef) =>
    t('receipt.person', { name, id: maskCitizenId(idNumber) });
  const matters = application.cases.map((context) => ({
    label: context.view.service.shortTitle[words.locale],
    content: tApplication('receipt.caseValue', {
      number: printCaseNumber(context.view.row.number),
      days: context.view.service.timeLimit.workingDays,
      ...dueValues(context, context.view.state.due),
    }),
  }));
  return (
    <>
      <PageHead
        margin={<MarginLine>{application.bundle.shortTitle[words.locale]}</MarginLine>}
        title={t('receipt.title')}
        lead={t('receipt.lead')}
      >
        <Actions>
          <PrintButton words={t('receipt.print')} />
          <ActionLink href={`/applications/${id}`}>{tApplication('receipt.back')}</ActionLink>
        </Actions>
      </PageHead>
      <Section title={t('receipt.filed')}>
        <KeyValues
          rows={[
            { label: t('receipt.service'), content: application.bundle.title[words.locale] },
            ...matters,
            { label: t('receipt.applicant'), content: person(view.applicant) },
            { label: t('receipt.deceased'), content: person(view.deceased) },
            {
              label: t('receipt.received'),
              content: <DateTimeText instant={application.filedAt.toISOString()} />,
            },
          ]}
        />
      </Section>
      <Section title={t('receipt.answers')}>
        <KeyValues rows={statedRows(application)} />
      </Section>
      <p className="small soft">{t('receipt.askLater')}</p>
      <p className="small soft">{t('receipt.printHint')}</p>
    </>
  );
});

/** What was stated on the form, each answer once, though several matters ask for it. */
function statedRows({ cases }: OwnApplicationView) {
  const rows = new Map<string, { label: string; content: string }>();
  for (const context of cases) {
    for (const { id } of context.view.service.pages.flatMap(({ fields }) => fields)) {
      const fact = claimFact(context, id);
      if (fact !== undefined) rows.set(id, { label: fact.label, content: fact.value });
    }
  }
  return [...rows.values()];
}
