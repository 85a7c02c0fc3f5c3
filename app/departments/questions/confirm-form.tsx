import { useLocale, useTranslations } from 'next-intl';
import type { FactValue } from '#domain/answer.ts';
import type { EvidenceField } from '#domain/evidence.ts';
import { fen, formatFen } from '#domain/money.ts';
import type { OpenedQuestion } from '#flow/read-officer-questions.ts';
import { type DeskForm, DeskReason } from '../../desk/desk-field.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { confirm } from './actions.ts';

/** What the first officer has found, for the second one, who looks for himself before he agrees. */
export function ConfirmForm({ opened, of }: { opened: OpenedQuestion; of: DeskForm }) {
  const t = useTranslations('officer');
  const inWords = useValueWords();
  const { row, evidence, found } = opened;
  if (found === null) return null;
  const { answer, foundAt } = found;
  const values = answer.kind === 'confirmed' ? Object.entries(answer.fields) : [];
  const kind = answer.kind === 'no_record' || answer.kind === 'ambiguous' ? answer.kind : 'confirmed';
  return (
    <>
      <h2>{t('found')}</h2>
      <KeyValues
        rows={[
          { label: t('kind.label'), content: <b>{t(`kind.${kind}`)}</b> },
          ...values.map(([name, value]) => inWords(evidence.fields, name, value)),
          ...(answer.kind === 'ambiguous'
            ? [{ label: t('candidates'), content: `${answer.candidates}` }]
            : []),
          { label: t('foundAt'), content: foundAt },
        ]}
      />
      <p>{t('confirmHint')}</p>
      <form action={confirm} aria-label={t('confirmForm')} className="desk-form">
        <input type="hidden" name="question" value={row.id} />
        <div className="actions">
          <button type="submit" name="agrees" value="yes" className="button">
            {t('confirm')}
          </button>
        </div>
        <DeskReason of={of} name="givenBack" label={t('givenBack.label')} hint={t('givenBack.hint')} />
        <div className="actions">
          <button type="submit" name="agrees" value="no" className="button outline">
            {t('giveBack')}
          </button>
        </div>
      </form>
    </>
  );
}

function useValueWords() {
  const t = useTranslations('officer');
  const locale = useLocale();
  return (fields: readonly EvidenceField[], name: string, value: FactValue) => {
    const field = fields.find((each) => each.name === name);
    const label = field?.label[locale] ?? name;
    if (value === null) return { label, content: t('none') };
    if (typeof value === 'boolean') return { label, content: value ? t('yes') : t('no') };
    if (typeof value === 'number')
      return { label, content: field?.kind === 'fen' ? formatFen(fen(value)) : String(value) };
    return { label, content: field?.codes?.[value]?.[locale] ?? value };
  };
}
