import { useLocale, useTranslations } from 'next-intl';
import type { SwitchChoices } from '#flow/control/switch-choices.ts';
import styles from './part-form.module.css';
import type { SayNames } from './say-names.ts';
import { KINDS } from './switch-part.ts';

type PartFormProps = { path: string; choices: SwitchChoices; names: SayNames; isMissing: boolean };

/** 停用什么: what is to be stopped. Leads to the page that says what it would do; nothing is stopped here. */
export function SwitchPartForm({ path, choices, names, isMissing }: PartFormProps) {
  const t = useTranslations('control');
  const offered = KINDS.filter((kind) => kind !== 'officer' || choices.officers.length > 0).filter(
    (kind) => kind !== 'service' || choices.services.length > 0,
  );
  return (
    <form method="get" action={path}>
      <fieldset className={isMissing ? 'field wrong' : 'field'} id="kind" tabIndex={-1}>
        <legend>{t('stop.what')}</legend>
        {isMissing ? <p className="message">{t('stop.missing')}</p> : null}
        <div className="picks">
          {offered.map((kind) => (
            <div key={kind} className={styles.row}>
              <label className="pick">
                <input type="radio" name="kind" value={kind} defaultChecked={kind === 'all'} />
                <span>{t(`stop.kind.${kind}`)}</span>
              </label>
              <Value kind={kind} choices={choices} names={names} />
            </div>
          ))}
        </div>
      </fieldset>
      <div className="actions">
        <button type="submit" className="button outline">
          {t('stop.preview')}
        </button>
      </div>
    </form>
  );
}

type ValueProps = { kind: (typeof KINDS)[number]; choices: SwitchChoices; names: SayNames };

function Value({ kind, choices, names }: ValueProps) {
  const t = useTranslations('control');
  const locale = useLocale();
  if (kind === 'all') return null;
  return (
    <select name={kind} aria-label={t(`stop.kind.${kind}`)} defaultValue="">
      <option value="">{t('stop.choose')}</option>
      {kind === 'field'
        ? choices.evidence.map((type) => (
            <optgroup key={type.code} label={type.title[locale]}>
              {type.fields.map((field) => (
                <option key={field.name} value={`${type.code}/${field.name}`}>
                  {field.label[locale]}
                </option>
              ))}
            </optgroup>
          ))
        : optionsOf(kind, choices, names, locale, (tail) => t('part.officer', { tail })).map(
            ({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ),
          )}
    </select>
  );
}

function optionsOf(
  kind: 'evidence' | 'service' | 'officer',
  { evidence, services, officers }: SwitchChoices,
  names: SayNames,
  locale: ReturnType<typeof useLocale>,
  tailWords: (tail: string) => string,
): { value: string; label: string }[] {
  switch (kind) {
    case 'evidence':
      return evidence.map(({ code, title }) => ({ value: code, label: title[locale] }));
    case 'service':
      return services.map((id) => ({ value: id, label: names.service(id) }));
    case 'officer':
      return officers.map(({ id, tail }) => ({ value: id, label: tailWords(tail) }));
  }
}
