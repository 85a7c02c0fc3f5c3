import { getTranslations } from 'next-intl/server';
import { askedFields } from '#domain/officer-answer.ts';
import type { OpenedQuestion } from '#flow/read-officer-questions.ts';
import type { DeskForm } from '../../desk/desk-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AnswerForm } from './answer-form.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { typeFinding } from './typed-finding.ts';

/** What this officer can do with the question now. */
export async function Work({ opened, of }: { opened: OpenedQuestion; of: DeskForm }) {
  const t = await getTranslations('officer');
  const { row, isOwnAnswer, isTest } = opened;
  switch (row.state) {
    case 'open':
      return <Answering opened={opened} of={of} />;
    case 'answered':
      return isOwnAnswer ? (
        <Notice kind="waiting" title={t('ownAnswer')}>
          <p>{t('ownAnswerDetail')}</p>
        </Notice>
      ) : (
        <ConfirmForm opened={opened} of={of} />
      );
    case 'done':
      return <Notice kind="waiting" title={t('ended.done')} />;
    case 'withdrawn':
      return <Notice kind="waiting" title={isTest ? t('ended.testOver') : t('ended.withdrawn')} />;
  }
}

/** The form; the officer whose answer was given back begins with what he wrote, and reads what the second one found. */
async function Answering({ opened: { row, evidence, found }, of }: { opened: OpenedQuestion; of: DeskForm }) {
  const t = await getTranslations('officer');
  const fields = askedFields(evidence, row.fields);
  const typed = of.typed ?? (found === null ? undefined : typeFinding(fields, found));
  return (
    <>
      {found?.givenBack == null ? null : (
        <Notice kind="failed" title={t('givenBack.title')}>
          <p className="said">{found.givenBack}</p>
          <p>{t('givenBack.below')}</p>
        </Notice>
      )}
      <AnswerForm id={row.id} fields={fields} twoPersons={row.twoPersons} of={{ ...of, typed }} />
    </>
  );
}
