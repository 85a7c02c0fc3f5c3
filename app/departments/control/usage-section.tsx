import { useFormatter, useTranslations } from 'next-intl';
import type { DayUsage } from '#flow/control/traffic.ts';
import { timeWords } from '../../ui/date-words.ts';
import { Details } from '../../ui/details.tsx';
import { ListTitle } from '../../ui/record.tsx';
import { Table } from '../../ui/table.tsx';
import { Usage } from '../usage.tsx';
import { HourBars } from './hour-bars.tsx';
import styles from './usage.module.css';

/** 今日用量: a figure in a sentence, how it went by hour, and what is to be expected. */
export function UsageSection({ usage }: { usage: DayUsage }) {
  const t = useTranslations('control');
  const format = useFormatter();
  const { used, limit, reserve, reserveUntil, hours } = usage;
  return (
    <section aria-labelledby="usage">
      <ListTitle id="usage" remark={t('usage.remark')}>
        {t('usage.title')}
      </ListTitle>
      <div className={styles.usage}>
        <div>
          <Usage used={used} limit={limit} reserve={reserve} reserveUntil={reserveUntil} />
          <p className="small soft">
            <Expectation forecast={usage.forecast} />
          </p>
        </div>
        <div>
          <HourBars hours={hours} />
          <Details summary={t('usage.asTable')}>
            <Table
              caption={t('usage.byHour')}
              columns={[
                { key: 'hour', title: t('usage.hour') },
                { key: 'count', title: t('usage.count'), amount: true },
              ]}
              rows={hours.flatMap((count, hour) =>
                count === 0
                  ? []
                  : [
                      {
                        key: `${hour}`,
                        cells: { hour: t('usage.hourOf', { hour }), count: format.number(count) },
                      },
                    ],
              )}
            />
          </Details>
        </div>
      </div>
    </section>
  );
}

/** When ordinary cases will have spent what they may. */
function Expectation({ forecast }: Pick<DayUsage, 'forecast'>) {
  const t = useTranslations('control');
  const format = useFormatter();
  if (forecast.kind !== 'until') return t(`usage.${forecast.kind}`);
  return t('usage.until', {
    time: timeWords(forecast.at.toISOString()),
    count: format.number(forecast.count),
  });
}
