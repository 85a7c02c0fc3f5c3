import { useTranslations } from 'next-intl';
import styles from './usage.module.css';

const HEIGHT = 50;
const STEP = 14;
const WIDTH = 11;
const SHOWN_HOURS = [0, 6, 12, 18];

/** Questions by hour of the day; the same figures stand in the table below. */
export function HourBars({ hours }: { hours: readonly number[] }) {
  const t = useTranslations('control');
  const most = Math.max(...hours);
  const peak = hours.indexOf(most);
  const label = most === 0 ? t('usage.noBars') : t('usage.bars', { hour: peak, count: most });
  return (
    <svg className={styles.bars} viewBox={`0 0 ${24 * STEP} 72`} role="img" aria-label={label}>
      {hours
        .map((count, hour) => ({ count, hour }))
        .map(({ count, hour }) => {
          const height = most === 0 || count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT);
          return (
            <rect
              key={hour}
              x={hour * STEP}
              y={HEIGHT + 2 - height}
              width={WIDTH}
              height={height}
              fill="currentColor"
            />
          );
        })}
      <path d={`M0 ${HEIGHT + 2.5}h${24 * STEP}`} stroke="currentColor" />
      {SHOWN_HOURS.map((hour) => (
        <text key={hour} x={hour * STEP} y="68">
          {t('usage.hourOf', { hour })}
        </text>
      ))}
    </svg>
  );
}
