import { useLocale, useTranslations } from 'next-intl';
import type { Askable } from '#flow/connectors/askable.ts';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { SelectField } from './form-field.tsx';
import { questionName } from './question-form.ts';

type Props = {
  prefix: string;
  askable: readonly Askable[];
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly FieldError[];
};

/** The fields of a question about persons who do not exist. */
export function QuestionFields({ prefix, askable, typed = {}, errors }: Props) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const [first] = askable;
  const persons = Math.max(...askable.map(({ evidence }) => evidence.subjects));
  const given = [...new Set(askable.flatMap((each) => each.given))];
  const of = (part: string) => {
    const name = questionName(prefix, part);
    return { name, value: typed[name], error: errorOf(errors, name) };
  };
  const options = askable.map(({ evidence }) => ({ value: evidence.code, label: evidence.title[locale] }));
  const evidence = of('evidence');
  return (
    <div className="question-fields">
      {first !== undefined && askable.length === 1 ? (
        <input type="hidden" name={evidence.name} value={first.evidence.code} />
      ) : (
        <SelectField {...evidence} label={t('question.evidence')} options={options} />
      )}
      {Array.from({ length: persons }, (_, index) => index + 1).map((person) => (
        <div className="pair" key={person}>
          <Field
            {...of(`name${person}`)}
            label={t('question.name', { person, persons })}
            optional={person === 2 && askable.some((each) => each.evidence.subjects === 1)}
            width="name"
          />
          <Field {...of(`id${person}`)} label={t('question.number', { person, persons })} width="number" />
        </div>
      ))}
      {given.map((key) => (
        <Field
          key={key}
          {...of(`given-${key}`)}
          label={t('question.given', { what: t.has(`value.${key}`) ? t(`value.${key}`) : key })}
          optional={askable.length > 1}
          width="number"
        />
      ))}
    </div>
  );
}
