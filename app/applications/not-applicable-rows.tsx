import { useTranslations } from 'next-intl';
import { Fold } from '../cases/elder-fold.tsx';
import { failedCriterion } from '../cases/not-applicable.tsx';
import { ListTitle, MarginLine, RecordRow } from '../ui/record.tsx';
import type { CaseItem } from './application-model.ts';

type NotApplicableRowsProps = {
  items: readonly CaseItem[];
  /** Nothing else came of the application: then this is what its page has to say, and stands open. */
  isAll: boolean;
};

/** What does not apply, each with its reason in one sentence and the way to a person; folded, unless it is all there is. */
export function NotApplicableRows({ items, isAll }: NotApplicableRowsProps) {
  const t = useTranslations('application');
  if (items.length === 0) return null;
  const rows = (
    <>
      <ListTitle remark={t('not.remark')}>{t('not.title', { count: items.length })}</ListTitle>
      <ol>
        {items.map((item) => (
          <Row key={item.path} item={item} />
        ))}
      </ol>
    </>
  );
  return isAll ? rows : <Fold open={t('not.open', { count: items.length })}>{rows}</Fold>;
}

function Row({ item: { context, title, path } }: { item: CaseItem }) {
  const t = useTranslations('application');
  const { locale } = context.words;
  const criterion = failedCriterion(context.view);
  return (
    <RecordRow
      as="li"
      margin={criterion === undefined ? null : <MarginLine>{criterion.clause[locale]}</MarginLine>}
    >
      <h3>{title}</h3>
      {criterion === undefined ? null : <p>{criterion.message[locale]}</p>}
      <p>
        <a className="target" href={path} aria-label={t('not.whyOf', { title })}>
          {t('not.why')}
        </a>{' '}
        <a className="target" href={`${path}#disagree`} aria-label={t('not.personOf', { title })}>
          {t('not.person')}
        </a>
      </p>
    </RecordRow>
  );
}
