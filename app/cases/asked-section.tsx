import { useTranslations } from 'next-intl';
import { AnswerMark } from '../ui/answer-mark.tsx';
import { Table } from '../ui/table.tsx';
import { askedCounts, askedLines } from './asked-lines.ts';
import type { CaseContext } from './case-context.ts';
import { ElderFold } from './elder-fold.tsx';
import { whenWords } from './when-words.ts';

/** 问过谁: every question that was put to a department, what came back, and the paper that it spared. */
export function AskedSection({ context }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const lines = askedLines(context);
  const counts = askedCounts(context, lines);
  const { words, now } = context;
  return (
    <ElderFold title={t('asked.title')} remark={t('asked.remark', counts)} open={t('asked.open', counts)}>
      <Table
        caption={t('asked.caption')}
        captionHidden
        columns={[
          { key: 'department', title: t('asked.department') },
          { key: 'thing', title: t('asked.thing'), foldedName: t('asked.thingFolded') },
          { key: 'answer', title: t('asked.answer') },
          { key: 'time', title: t('asked.time') },
          { key: 'paper', title: t('asked.paper'), foldedName: t('asked.paperFolded') },
        ]}
        rows={lines.map(({ step, department, thing, answer, at, paper, wasReused }) => ({
          key: step,
          cells: {
            department,
            thing: wasReused ? t('asked.reused', { thing }) : thing,
            answer: <AnswerMark answer={answer} />,
            time:
              at === null ? null : (
                <span className="numerals">{whenWords(words.locale, at, now, { seconds: true })}</span>
              ),
            paper: paper ?? t('asked.noPaper'),
          },
        }))}
      />
    </ElderFold>
  );
}
