import { useTranslations } from 'next-intl';
import type { AnomalyView } from '#flow/control/anomaly-verbs.ts';
import { MAX_NOTE } from '#flow/control/limits.ts';
import type { Typed } from '../../parked.ts';
import { ActionLink, Actions, Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { settle } from '../anomalies/actions.ts';
import { useAnomalyWords } from './anomaly-words.tsx';
import styles from './control.module.css';
import { momentWords } from './moment.ts';
import type { SayNames } from './say-names.ts';
import { WordsField } from './words-field.tsx';

/** What was found, where and when, and what is stopped because of it. */
export function AnomalyHead({ view, names }: { view: AnomalyView; names: SayNames }) {
  const t = useTranslations('control');
  const words = useAnomalyWords(names);
  const { row, officerTail } = view;
  const isOfficer = row.officer !== null;
  return (
    <>
      <div className="desk-head">
        <p className="small soft">{names.connector(row.connector)}</p>
        <h1>{words(view)}</h1>
        <p className="soft numerals">
          {t('anomaly.between', { from: momentWords(row.from), to: momentWords(row.to) })}
        </p>
      </div>
      {row.state === 'open' ? (
        <div className={styles.apart}>
          <Notice kind="failed" title={t('anomaly.suspended')}>
            <p>
              {isOfficer
                ? t('anomaly.officerOnly', { tail: officerTail ?? '' })
                : t('anomaly.serviceOnly', {
                    service: row.service === null ? '' : names.service(row.service),
                  })}
            </p>
          </Notice>
        </div>
      ) : null}
    </>
  );
}

type VerdictProps = { view: AnomalyView; fault: 'state' | 'note' | null; typed: Typed | undefined };

/** The person's word: the form, or what was said. */
export function AnomalyVerdict({ view, fault, typed }: VerdictProps) {
  const t = useTranslations('control');
  const { row, settledTail } = view;
  if (row.state !== 'open') {
    return (
      <div className={styles.apart}>
        <Notice kind={row.state === 'confirmed' ? 'failed' : 'settled'} title={t(`anomaly.was.${row.state}`)}>
          <p className="said">{row.note}</p>
          <p className="soft small">
            {t('anomaly.by', {
              tail: settledTail ?? '',
              time: row.settledAt === null ? '' : momentWords(row.settledAt),
            })}
          </p>
          {row.state === 'confirmed' ? (
            <p>
              <ActionLink href={`/departments/connectors/${row.connector}/switches`}>
                {t('anomaly.toSwitches')}
              </ActionLink>
            </p>
          ) : null}
        </Notice>
      </div>
    );
  }
  return (
    <form action={settle} className="desk-form">
      <input type="hidden" name="anomaly" value={row.id} />
      <RadioGroup
        name="state"
        title={t('anomaly.verdict')}
        asTitle={false}
        error={fault === 'state' ? t('fault.state') : undefined}
        value={typed?.state}
        choices={[
          { value: 'confirmed', label: t('anomaly.confirm'), consequence: t('anomaly.confirmThen') },
          { value: 'dismissed', label: t('anomaly.dismiss'), consequence: t('anomaly.dismissThen') },
        ]}
      />
      <WordsField
        name="note"
        label={t('anomaly.note')}
        hint={t('anomaly.noteHint')}
        max={MAX_NOTE}
        error={fault === 'note' ? t('fault.note') : undefined}
        value={typed?.note}
      />
      <Actions>
        <Button>{t('anomaly.record')}</Button>
      </Actions>
    </form>
  );
}
