import { useTranslations } from 'next-intl';
import type { AnomalyView } from '#flow/control/anomaly-verbs.ts';
import { useAnomalyWords } from './anomaly-words.tsx';
import { momentWords } from './moment.ts';
import type { SayNames } from './say-names.ts';

/** Findings, each one line that opens it. */
export function AnomalyList({ views, names }: { views: readonly AnomalyView[]; names: SayNames }) {
  const t = useTranslations('control');
  const words = useAnomalyWords(names);
  return (
    <table className="folding">
      <caption className="visually-hidden">{t('anomaly.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('anomaly.what')}</th>
          <th scope="col">{t('anomaly.where')}</th>
          <th scope="col">{t('anomaly.when')}</th>
          <th scope="col">{t('anomaly.state')}</th>
        </tr>
      </thead>
      <tbody>
        {views.map((view) => (
          <tr key={view.row.id} className="opens">
            <th scope="row">
              <a href={`/departments/anomalies/${view.row.id}`} data-open>
                {words(view)}
              </a>
            </th>
            <td>{names.connector(view.row.connector)}</td>
            <td className="numerals">{momentWords(view.row.foundAt)}</td>
            <td>{t(`anomaly.stands.${view.row.state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
