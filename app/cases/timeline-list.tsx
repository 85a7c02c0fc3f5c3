import { useTranslations } from 'next-intl';
import type { Locale } from '#messages/locale.ts';
import { civilDateOf, timeWords } from '../ui/date-words.ts';
import { ListTitle } from '../ui/record.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { bold } from './say.tsx';
import type { TimelineStep } from './timeline.ts';
import { nearDateWords } from './when-words.ts';

type TimelineListProps = { steps: readonly TimelineStep[]; locale: Locale; now: Date };

/** What has happened, what is happening, what comes. */
export function TimelineList({ steps, locale, now }: TimelineListProps) {
  const t = useTranslations('case');
  const when = ({ at, when: word }: TimelineStep) => {
    if (at === null) return word === null ? null : t(`timeline.${word}`);
    return (
      <time dateTime={at}>
        {nearDateWords(locale, civilDateOf(at), now)} {timeWords(at)}
      </time>
    );
  };
  return (
    <>
      <ListTitle>{t('timeline.title')}</ListTitle>
      <Timeline
        entries={steps.map((step) => ({
          key: step.key,
          when: when(step),
          what: t.rich(`timeline.${step.say}`, { ...step.values, b: bold }),
          current: step.current,
        }))}
      />
    </>
  );
}
