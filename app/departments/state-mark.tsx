import { useTranslations } from 'next-intl';
import type { Answering } from '#flow/connectors/list-connectors.ts';
import { Mark } from '../ui/answer-mark.tsx';

/** Whether a connector answers, and where it does not, why. */
export function StateMark({ answering }: { answering: Answering }) {
  const t = useTranslations('departments');
  switch (answering.kind) {
    case 'answering':
      return (
        <>
          <Mark icon="tick" tone="settled">
            {t('state.answering')}
          </Mark>
          {answering.parts.length === 0 ? null : (
            <span className="small soft"> {t('state.parts', { count: answering.parts.length })}</span>
          )}
        </>
      );
    case 'not_live':
      return (
        <Mark icon="dashed-ring" tone="soft">
          {t('state.notLive')}
        </Mark>
      );
    case 'stopped':
      return (
        <>
          <Mark icon="barred-ring" tone="failed">
            {t('state.stopped')}
          </Mark>
          <span className="small soft"> {answering.by.reason}</span>
        </>
      );
  }
}
