import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DeskQuestionId } from '#domain/ids.ts';
import { askedFields } from '#domain/officer-answer.ts';
import { type OpenedQuestion, readQuestion } from '#flow/officer-questions.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { type DeskForm, fieldId } from '../../../desk/desk-field.tsx';
import { findKeptForm } from '../../../parked.ts';
import { read } from '../../../read.ts';
import { DateTimeText } from '../../../ui/date-text.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ChangedNotice, ConsoleHead, ConsoleNav } from '../../console-frame.tsx';
import { faultsIn, type Query } from '../../paths.ts';
import { AnswerForm, FORM } from '../answer-form.tsx';
import { ConfirmForm } from '../confirm-form.tsx';
import { QUESTIONS, questionPath } from '../paths.ts';

type QuestionProps = { params: Promise<{ question: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: QuestionProps): Promise<Metadata> {
  const t = await getTranslations('officer');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('questionTitle'), { rejected }) };
}

/** One question for an officer: whom it is about, why it is asked, and what the files say. */
export default guardedPage<QuestionProps>(async ({ params, searchParams }) => {
  const id = DeskQuestionId.safeParse((await params).question);
  if (!id.success) notFound();
  const path = questionPath(id.data);
  const actor = await authOrSignIn(path);
  const opened = await read(actor, (tx, now) => readQuestion(tx, actor, now, id.data));
  const query = await searchParams;
  const faults = faultsIn(query);
  const of: DeskForm = { form: FORM, typed: await findKeptForm(path), faults };
  const t = await getTranslations('officer');
  const words = await getTranslations('desk-case');
  const locale = await getLocale();
  return (
    <>
      <ConsoleNav current="questions" actor={actor} />
      <ErrorSummary
        errors={Object.entries(faults).map(([field, fault]) => ({
          field: fieldId(FORM, field),
          message: words(`fault.${fault}`),
        }))}
      />
      <ChangedNotice query={query} />
      <ConsoleHead over={<a href={QUESTIONS}>{t('title')}</a>} title={opened.evidence.title[locale]}>
        <p className="lead">{opened.row.purpose}</p>
      </ConsoleHead>
      <div className="desk-case">
        <section className="case-main" aria-labelledby="asked">
          <h2 id="asked">{t('asked')}</h2>
          <Asked opened={opened} />
          <Work opened={opened} of={of} />
        </section>
        <aside className="case-side">
          <KeyValues
            rows={[
              { label: t('column.case'), content: t('caseTail', { tail: opened.row.caseNumber.slice(-4) }) },
              { label: t('basis'), content: opened.row.legalBasis },
              {
                label: t('column.due'),
                content: <DateTimeText instant={opened.row.dueAt.toISOString()} withYear={false} />,
              },
            ]}
          />
          <p className="small soft">{t('written')}</p>
        </aside>
      </div>
    </>
  );
});

/** The persons, and the fields that may be answered. */
async function Asked({ opened: { question, row, evidence } }: { opened: OpenedQuestion }) {
  const t = await getTranslations('officer');
  const locale = await getLocale();
  const asked = askedFields(evidence, row.fields);
  return (
    <KeyValues
      rows={[
        ...question.subjects.map(({ name, idNumber }, index) => ({
          label: t('person', { number: index + 1, count: question.subjects.length }),
          content: (
            <>
              <b>{name}</b> <span className="numerals nowrap">{idNumber}</span>
            </>
          ),
        })),
        {
          label: t('fields'),
          content: asked.map(({ name, evidence: field }) => field?.label[locale] ?? name).join('、'),
        },
      ]}
    />
  );
}

/** What this officer can do with the question now. */
async function Work({ opened, of }: { opened: OpenedQuestion; of: DeskForm }) {
  const t = await getTranslations('officer');
  const { row, evidence, isOwnAnswer } = opened;
  switch (row.state) {
    case 'open':
      return (
        <AnswerForm
          id={row.id}
          fields={askedFields(evidence, row.fields)}
          twoPersons={row.twoPersons}
          of={of}
        />
      );
    case 'answered':
      return isOwnAnswer ? (
        <Notice kind="waiting" title={t('ownAnswer')}>
          <p>{t('ownAnswerDetail')}</p>
        </Notice>
      ) : (
        <ConfirmForm opened={opened} />
      );
    case 'done':
    case 'withdrawn':
      return <Notice kind="waiting" title={t(`ended.${row.state}`)} />;
  }
}
