import { useFormatter, useTranslations } from 'next-intl';
import type { SwitchView } from '#flow/control/switch-verbs.ts';
import type { DayUsage } from '#flow/control/traffic.ts';
import { Mark } from '../../ui/answer-mark.tsx';

type PaceLineProps = { usage: DayUsage; switches: readonly SwitchView[]; path: string };

/** Whether it answers, and how it did in the last hour. */
export function PaceLine({ usage: { pace }, switches, path }: PaceLineProps) {
  const t = useTranslations('control');
  const format = useFormatter();
  const inForce = switches.filter(({ row }) => row.liftedAt === null);
  const isAllOff = inForce.some(
    ({ row }) => (row.evidence ?? row.field ?? row.service ?? row.officer) === null,
  );
  const share = format.number(pace.sent === 0 ? 1 : pace.told / pace.sent, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return (
    <p>
      {isAllOff ? (
        <Mark icon="barred-ring" tone="failed">
          {t('pace.off')}
        </Mark>
      ) : pace.sent > 0 && pace.told === 0 ? (
        <Mark icon="open-contact" tone="waiting">
          {t('pace.silent')}
        </Mark>
      ) : (
        <Mark icon="tick" tone="settled">
          {t(`pace.${pace.sent === 0 ? 'ready' : 'answering'}`)}
        </Mark>
      )}{' '}
      <span className="soft small">
        {pace.sent === 0
          ? t('pace.quiet')
          : pace.median === null
            ? t('pace.share', { share })
            : t('pace.hour', { share, median: Math.round(pace.median) })}
      </span>{' '}
      {inForce.length === 0 || isAllOff ? null : (
        <a className="target" href={path}>
          {t('pace.partly', { count: inForce.length })}
        </a>
      )}
    </p>
  );
}
