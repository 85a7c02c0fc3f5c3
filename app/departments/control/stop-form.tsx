import { useTranslations } from 'next-intl';
import type { ConnectorId } from '#domain/ids.ts';
import type { SwitchEffect, TakesOver } from '#domain/switch-effect.ts';
import { MAX_SWITCH_REASON } from '#flow/control/limits.ts';
import type { SwitchPart } from '#flow/control/switch-verbs.ts';
import { bold } from '../../cases/say.tsx';
import { ActionLink, Actions } from '../../ui/button.tsx';
import { stop } from '../connectors/[connector]/switches/actions.ts';
import { usePartWords } from './part-words.tsx';
import type { SayNames } from './say-names.ts';
import styles from './stop-form.module.css';
import type { PartForm } from './switch-part.ts';

type StopFormProps = {
  connector: ConnectorId;
  form: PartForm;
  part: SwitchPart;
  officerTail: string | null;
  effect: SwitchEffect;
  names: SayNames;
  fault: string | undefined;
  typed: string | undefined;
};

/** The kill switch: what it does to open cases, the reason, and the button that names the act. */
export function StopForm(props: StopFormProps) {
  const { connector, form, part, officerTail, effect, names, fault, typed } = props;
  const t = useTranslations('control');
  const what = usePartWords(names)(part, officerTail);
  return (
    <form action={stop} className={styles.frame}>
      {Object.entries({ ...form, connector }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="small soft">{names.connector(connector)}</p>
      <h1>{t('stop.heading', { what })}</h1>
      <p>{t('stop.atOnce')}</p>
      <Effect effect={effect} names={names} />
      <div className={fault === undefined ? 'field' : 'field wrong'}>
        <label htmlFor="reason">{t('stop.reason')}</label>
        <p className="hint" id="reason-hint">
          {t('stop.reasonHint')}
        </p>
        {fault === undefined ? null : (
          <p className="message" id="reason-error">
            {fault}
          </p>
        )}
        <textarea
          id="reason"
          name="reason"
          rows={2}
          maxLength={MAX_SWITCH_REASON}
          defaultValue={typed}
          aria-describedby={fault === undefined ? 'reason-hint' : 'reason-hint reason-error'}
          aria-invalid={fault === undefined ? undefined : true}
        />
      </div>
      <Actions>
        <button type="submit" className="button stop">
          {t('stop.button', { what })}
        </button>
        <ActionLink href={`/departments/connectors/${connector}/switches`}>{t('stop.back')}</ActionLink>
      </Actions>
    </form>
  );
}

/** Counts of cases, each in a sentence. */
function Effect({ effect, names }: { effect: SwitchEffect; names: SayNames }) {
  const t = useTranslations('control');
  const { stalled, later, takesOver, dueToday, dueThisWeek } = effect;
  const one = (by: TakesOver) =>
    by.means === 'data_share'
      ? t('effect.ask', { evidence: names.evidence(by.evidence) })
      : t(`effect.${by.means}`);
  return (
    <ul className="dashes">
      <li>{t.rich('effect.stalled', { count: stalled, b: bold })}</li>
      {takesOver.map(({ by, count }) => (
        <li key={JSON.stringify(by)}>
          {t.rich('effect.takesOver', { count, means: by.map(one).join(t('effect.or')), b: bold })}
        </li>
      ))}
      {stalled === 0 ? null : (
        <li>{t.rich('effect.due', { today: dueToday, week: dueThisWeek, b: bold })}</li>
      )}
      {later === 0 ? null : <li>{t.rich('effect.later', { count: later, b: bold })}</li>}
    </ul>
  );
}
