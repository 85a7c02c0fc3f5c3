import { useTranslations } from 'next-intl';
import { MAX_SWITCH_REASON } from '#flow/control/limits.ts';
import type { SwitchView } from '#flow/control/switch-verbs.ts';
import { Button } from '../../ui/button.tsx';
import { Details } from '../../ui/details.tsx';
import { lift } from '../connectors/[connector]/switches/actions.ts';
import { momentWords } from './moment.ts';
import { usePartWords } from './part-words.tsx';
import type { SayNames } from './say-names.ts';

type SwitchListProps = { views: readonly SwitchView[]; names: SayNames; fault: string | null };

/** What is off now, why and since when, each with the way to switch it on again. */
export function SwitchesInForce({ views, names, fault }: SwitchListProps) {
  const t = useTranslations('control');
  const words = usePartWords(names);
  return (
    <ol>
      {views.map(({ row, officerTail }) => (
        <li key={row.id} className="need">
          <h3>{words(row, officerTail)}</h3>
          <p className="said">{t('switches.reason', { reason: row.reason })}</p>
          <p className="soft small">
            {t('switches.since', { time: momentWords(row.setAt), origin: row.origin })}
          </p>
          <LiftForm id={row.id} connector={row.connector} isWrong={fault === row.id} />
        </li>
      ))}
    </ol>
  );
}

function LiftForm({ id, connector, isWrong }: { id: string; connector: string; isWrong: boolean }) {
  const t = useTranslations('control');
  return (
    <form action={lift} className="desk-form">
      <input type="hidden" name="connector" value={connector} />
      <input type="hidden" name="switch" value={id} />
      <div className={isWrong ? 'field wrong' : 'field'}>
        <label htmlFor={`reason-${id}`}>{t('switches.why')}</label>
        {isWrong ? <p className="message">{t('fault.reason')}</p> : null}
        <input id={`reason-${id}`} name="reason" maxLength={MAX_SWITCH_REASON} autoComplete="off" />
      </div>
      <div className="actions">
        <Button kind="outline">{t('switches.lift')}</Button>
      </div>
    </form>
  );
}

/** What was off before. */
export function SwitchesLifted({ views, names }: Omit<SwitchListProps, 'fault'>) {
  const t = useTranslations('control');
  const words = usePartWords(names);
  return (
    <Details summary={t('switches.before', { count: views.length })}>
      <ul className="events">
        {views.map(({ row, officerTail }) => (
          <li key={row.id}>
            <p>{words(row, officerTail)}</p>
            <p className="said small">{t('switches.reason', { reason: row.reason })}</p>
            <p className="soft small">
              {t('switches.from', {
                from: momentWords(row.setAt),
                to: row.liftedAt === null ? '' : momentWords(row.liftedAt),
              })}
            </p>
            {row.liftReason === null ? null : (
              <p className="said soft small">{t('switches.liftReason', { reason: row.liftReason })}</p>
            )}
          </li>
        ))}
      </ul>
    </Details>
  );
}
