import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DeskQuestionId } from '#domain/ids.ts';
import { askedFields } from '#domain/officer-answer.ts';
import { type OpenedQuestion, readQuestion } from '#flow/read-officer-questions.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { type DeskForm, fieldId } from '../../../desk/desk-field.tsx';
import { findKeptForm } from '../../../parked.ts';
import { read } from '../../../read.ts';
import { DateTimeText } from '../../../ui/date-text.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary, type FieldError } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { ChangedNotice, ConsoleHead, ConsoleNav } from '../../console-frame.tsx';
import { type Faults, faultsIn, type Query } from '../../paths.ts';
import { FORM } from '../answer-form.tsx';
import { QUESTIONS, questionPath } from '../paths.ts';
import { Work } from '../work.tsx';

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
  const locale = await getLocale();
  return (
    <>
      <ConsoleNav current="questions" actor={actor} />
      <ErrorSummary errors={await namedErrors(faults, opened)} />
      <ChangedNotice query={query} />
      <ConsoleHead over={<a href={QUESTIONS}>{t('title')}</a>} title={opened.evidence.title[locale]}>
        <p className="lead">{opened.isTest ? t('test.purpose') : opened.row.purpose}</p>
      </ConsoleHead>
      <div className="desk-case">
        <section className="case-main" aria-labelledby="asked">
          <h2 id="asked">{t('asked')}</h2>
          <Asked opened={opened} />
          <Work opened={opened} of={of} />
        </section>
        <aside className="case-side">
          <About opened={opened} />
          <p className="small soft">{t('written')}</p>
        </aside>
      </div>
    </>
  );
});

/** Every fault by its field's name. */
async function namedErrors(faults: Faults, { evidence }: OpenedQuestion): Promise<FieldError[]> {
  const t = await getTranslations('officer');
  const words = await getTranslations('desk-case');
  const locale = await getLocale();
  const labels: Faults = {
    ...Object.fromEntries(evidence.fields.map(({ name, label }) => [name, label[locale]])),
    kind: t('kind.label'),
    candidates: t('candidates'),
    foundAt: t('foundAt'),
    givenBack: t('givenBack.label'),
  };
  return Object.entries(faults).map(([field, fault]) => ({
    field: fieldId(FORM, field),
    message: t('fault', { label: labels[field] ?? field, words: words(`fault.${fault}`) }),
  }));
}

/** For which case, on which ground and by when; of a test, that it is one. */
async function About({ opened: { row, isTest } }: { opened: OpenedQuestion }) {
  const t = await getTranslations('officer');
  const about = isTest
    ? [{ label: t('column.case'), content: t('test.name') }]
    : [
        { label: t('column.case'), content: t('caseTail', { tail: row.caseNumber.slice(-4) }) },
        { label: t('basis'), content: row.legalBasis },
      ];
  const due = <DateTimeText instant={row.dueAt.toISOString()} withYear={false} />;
  return <KeyValues rows={[...about, { label: t('column.due'), content: due }]} />;
}

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
          content: asked
            .map(({ name, evidence: field }) => field?.label[locale] ?? name)
            .join(locale === 'en' ? ', ' : '、'),
        },
      ]}
    />
  );
}
