import { useLocale, useTranslations } from 'next-intl';
import { type Askable, askableOf } from '#flow/connectors/askable.ts';
import { evidenceOf } from '#flow/connectors/draft.ts';
import type { DraftView } from '#flow/connectors/draft-version.ts';
import { errorOf, type FieldError } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { describedBy, FieldMessage, groupClass } from '../../ui/field-parts.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { EvidenceCodes, Token } from '../evidence-codes.tsx';
import { saveStep } from './actions.ts';
import { StepActions } from './step-actions.tsx';

type Props = { view: DraftView; errors: readonly FieldError[] };

/** What the department vouches for with this: several things at one address, else one at a time. */
export function EvidenceStep({ view, errors }: Props) {
  const t = useTranslations('departments');
  const { draft, row } = view;
  return (
    <form action={saveStep} className="desk-form">
      <input type="hidden" name="connector" value={row.id} />
      <input type="hidden" name="step" value="evidence" />
      <EvidencePicks view={view} error={errorOf(errors, 'evidence')} />
      <SourceNames view={view} />
      {draft.kept.length === 0 ? null : (
        <RadioGroup
          asTitle={false}
          name="mode"
          title={t('evidence.mode')}
          value={draft.typed.mode ?? 'replace'}
          choices={(['replace', 'add'] as const).map((mode) => ({
            value: mode,
            label: t(`evidence.${mode}`),
            consequence: t(`evidence.${mode}Hint`),
          }))}
        />
      )}
      <StepActions />
    </form>
  );
}

/** What the records are called, in each language. */
function SourceNames({ view: { draft } }: { view: DraftView }) {
  const t = useTranslations('departments');
  const shared = { optional: true, width: 'number' } as const;
  return (
    <>
      <Field
        {...shared}
        name="sourceName"
        label={t('evidence.name')}
        hint={t('evidence.nameHint')}
        value={draft.typed.sourceName}
      />
      <div className="pair">
        <Field
          {...shared}
          name="sourceNameTw"
          label={t('evidence.nameTw')}
          hint={t('evidence.nameOther')}
          value={draft.typed.sourceNameTw}
        />
        <Field
          {...shared}
          name="sourceNameEn"
          label={t('evidence.nameEn')}
          hint={t('evidence.nameOther')}
          value={draft.typed.sourceNameEn}
        />
      </div>
    </>
  );
}

function EvidencePicks({ view: { draft, plan }, error }: { view: DraftView; error: string | undefined }) {
  const t = useTranslations('departments');
  const chosen = evidenceOf(draft.typed);
  const isMany = draft.way === 'native';
  const hint = isMany ? t('evidence.many') : t('evidence.one');
  return (
    <div className={groupClass(true, error)}>
      <fieldset aria-describedby={describedBy('evidence', hint, error)}>
        <legend>{t('evidence.title')}</legend>
        <p className="soft" id="evidence-hint">
          {hint}
        </p>
        <FieldMessage name="evidence" error={error} />
        <div className="picks">
          {askableOf(plan.offered.map(({ code }) => code)).map((askable, index) => (
            <EvidencePick
              key={askable.evidence.code}
              askable={askable}
              id={index === 0 ? 'evidence' : `evidence-${askable.evidence.code}`}
              type={isMany ? 'checkbox' : 'radio'}
              isChosen={chosen.includes(askable.evidence.code)}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

type PickProps = { askable: Askable; id: string; type: 'checkbox' | 'radio'; isChosen: boolean };

function EvidencePick({ askable, id, type, isChosen }: PickProps) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const { code, title, subjects } = askable.evidence;
  return (
    <>
      <label className="pick" htmlFor={id}>
        <input type={type} name="evidence" id={id} value={code} defaultChecked={isChosen} />
        <span>
          <b>{title[locale]}</b>
          <span className="hint">
            <Token>{code}</Token> {t('evidence.persons', { persons: subjects })}
          </span>
        </span>
      </label>
      <details className="codes" open={isChosen}>
        <summary>{t('evidence.codes')}</summary>
        <div>
          <EvidenceCodes askable={askable} />
        </div>
      </details>
    </>
  );
}
