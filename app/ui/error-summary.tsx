import { useTranslations } from 'next-intl';
import { FocusOnArrival } from './focus-on-arrival.tsx';

/** What is wrong with one field; `field` is the field's name, `message` the same words as at the field. */
export type FieldError = { field: string; message: string };

/** The box above a rejected form: how many things to correct, each a link to its field. Nothing when there is none. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const t = useTranslations('form');
  if (errors.length === 0) return null;
  return (
    <FocusOnArrival labelledBy="error-summary">
      <h2 id="error-summary">{t('errorSummary', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </FocusOnArrival>
  );
}

/** The message of one field, or undefined: what Field, RadioGroup and DateFields take as `error`. */
export function errorOf(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
