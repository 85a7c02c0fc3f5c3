import { useTranslations } from 'next-intl';
import { ListTitle, MarginLine, RecordRow } from '../ui/record.tsx';
import type { ReviewNeed } from './review-needs.ts';
import { bold, FactSentence } from './say.tsx';

type ReviewListProps = {
  needs: readonly ReviewNeed[];
  /** By a person; otherwise a figure is waited for. */
  isLookedAt: boolean;
};

/** What a person is looking at, or what is waited for, and why: one row for each open point. */
export function ReviewList({ needs, isLookedAt }: ReviewListProps) {
  const t = useTranslations('case');
  return (
    <>
      <ListTitle remark={t('review.remark', { count: needs.length })}>
        {isLookedAt ? t('review.title') : t('review.waitTitle')}
      </ListTitle>
      <ol>
        {needs.map((need) => (
          <NeedRow key={need.key} need={need} />
        ))}
      </ol>
    </>
  );
}

function NeedRow({ need }: { need: ReviewNeed }) {
  const t = useTranslations('case');
  const { kind, title, clause, message, facts, values } = need;
  return (
    <RecordRow as="li" margin={clause === null ? null : <MarginLine>{clause}</MarginLine>}>
      <h3>{title === '' ? t(`review.heading.${kind}`) : title}</h3>
      <div className="detail">
        {message === null ? null : <p>{message}</p>}
        {facts.map(({ department, facts: told }) => (
          <p key={department}>
            {t('review.fromDepartment', { department })}
            <FactSentence facts={told} />
          </p>
        ))}
        {kind === 'requirement' ? <p>{t.rich(`line.why_${values.reason ?? ''}`, { b: bold })}</p> : null}
        <p>{t(`review.${kind}`, { ...values })}</p>
      </div>
    </RecordRow>
  );
}
