import { useTranslations } from 'next-intl';
import { SUNSET_DAYS } from '#flow/connectors/deprecate-version.ts';
import type { VersionView } from '#flow/connectors/read-version.ts';
import { Mark } from '../ui/answer-mark.tsx';
import { Button } from '../ui/button.tsx';
import { deprecate, goLive, sign } from './connectors/actions.ts';
import { SelectField } from './form-field.tsx';
import { Stage } from './stage.tsx';
import { stampOf } from './stamp.tsx';

type Props = { view: VersionView };

function About({ view: { row, version } }: Props) {
  return (
    <>
      <input type="hidden" name="connector" value={row.id} />
      <input type="hidden" name="version" value={version.version} />
    </>
  );
}

/** 复核签名: by a second officer of the department. */
export function SignStage({ view }: Props) {
  const t = useTranslations('departments');
  const { version, tails, officer } = view;
  const isSigned = version.signedBy !== null;
  const isInstalled = !isSigned && version.liveAt !== null;
  const isMaker = version.createdBy === officer;
  return (
    <Stage
      title={t('sign.title')}
      mark={
        <Mark icon={isSigned ? 'tick' : 'dashed-ring'} tone={isSigned ? 'settled' : 'soft'}>
          {isSigned
            ? t('sign.by', { tail: tails.get(version.signedBy ?? '') ?? '' })
            : isInstalled
              ? t('sign.installed')
              : t('sign.none')}
        </Mark>
      }
    >
      {isSigned || isInstalled ? null : <p>{isMaker ? t('sign.own') : t('sign.lead')}</p>}
      {view.maySign ? (
        <form action={sign} aria-label={t('sign.title')}>
          <About view={view} />
          <Button>{t('sign.button')}</Button>
        </form>
      ) : null}
    </Stage>
  );
}

/** 上线: shut until nothing is missing, with what is missing. */
export function LiveStage({ view }: Props) {
  const t = useTranslations('departments');
  const { version, isPresent, obstacles, presentEnds } = view;
  const isLive = version.state === 'live' || version.state === 'deprecated';
  const mark = isPresent ? t('live.present') : isLive ? t('live.waits') : t('live.not');
  return (
    <Stage
      title={t('live.title')}
      mark={
        <Mark icon={isLive ? 'tick' : 'dashed-ring'} tone={isLive ? 'settled' : 'soft'}>
          {mark}
        </Mark>
      }
    >
      {isLive || version.state === 'retired' ? null : obstacles.length > 0 ? (
        <>
          <p>{t('live.shut')}</p>
          <ul className="bullets">
            {obstacles.map((obstacle) => (
              <li key={obstacle}>{t(`live.${obstacle}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>{t('live.open')}</p>
          <form action={goLive} aria-label={t('live.title')} className="actions">
            <About view={view} />
            <Button name="from" value="now">
              {t('live.now')}
            </Button>
            {presentEnds === null ? null : (
              <Button kind="outline" name="from" value="end_of_present">
                {t('live.later', { at: stampOf(presentEnds) })}
              </Button>
            )}
          </form>
        </>
      )}
    </Stage>
  );
}

/** 弃用: announces the end of the version that answers. */
export function DeprecateForm({ view }: Props) {
  const t = useTranslations('departments');
  const { version, isPresent } = view;
  if (!isPresent) return null;
  return (
    <details>
      <summary>{version.sunsetAt === null ? t('deprecate.title') : t('deprecate.again')}</summary>
      <div>
        <form action={deprecate} aria-label={t('deprecate.title')}>
          <About view={view} />
          <SelectField
            name="days"
            label={t('deprecate.days')}
            hint={t('deprecate.hint')}
            value="90"
            options={SUNSET_DAYS.map((days) => ({ value: `${days}`, label: t('deprecate.in', { days }) }))}
          />
          <div className="actions">
            <Button kind="stop">{t('deprecate.button')}</Button>
          </div>
        </form>
      </div>
    </details>
  );
}
