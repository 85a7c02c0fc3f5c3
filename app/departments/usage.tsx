import { useLocale, useTranslations } from 'next-intl';

/** A count with its groups of three. */
export function useCount(): (count: number) => string {
  const locale = useLocale();
  return (count) => new Intl.NumberFormat(locale).format(count);
}

/** How much of a day's calls is spent. */
export function Usage({ used, limit, reserve = 0, reserveUntil = 0 }: UsageProps) {
  const t = useTranslations('departments');
  const count = useCount();
  return (
    <div className="usage">
      <p className="figure">
        {count(used)}
        <small>{t('usage.of', { limit: count(limit) })}</small>
      </p>
      <meter min={0} max={Math.max(limit, 1)} value={used} aria-label={t('usage.title')}>
        {t('usage.pair', { used: count(used), limit: count(limit) })}
      </meter>
      {reserve === 0 ? null : (
        <p className="small soft">{t('usage.reserve', { reserve: count(reserve), hour: reserveUntil })}</p>
      )}
    </div>
  );
}

type UsageProps = { used: number; limit: number; reserve?: number; reserveUntil?: number };
