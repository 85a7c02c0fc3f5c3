import { useTranslations } from 'next-intl';
import type { AnomalyView } from '#flow/control/anomaly-verbs.ts';
import type { SayNames } from './say-names.ts';

const MINUTE_MS = 60_000;

/** What was found, in a sentence: who, in how many minutes, how many. */
export function useAnomalyWords(names: SayNames): (view: AnomalyView) => string {
  const t = useTranslations('control');
  return ({ row, officerTail }) => {
    const minutes = Math.max(1, Math.ceil((row.to.getTime() - row.from.getTime()) / MINUTE_MS));
    const who =
      row.officer === null
        ? t('anomaly.service', { service: row.service === null ? '' : names.service(row.service) })
        : t('anomaly.officer', { tail: officerTail ?? '' });
    return t(`anomaly.is.${row.kind}`, { who, minutes, count: row.count });
  };
}
