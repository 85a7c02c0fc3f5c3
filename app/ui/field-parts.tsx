import { useTranslations } from 'next-intl';
import { Icon } from './icons.tsx';

/** The ids that a control's aria-describedby names: its hint and its message, as far as there are any. */
export function describedBy(name: string, hint: unknown, error: string | undefined): string | undefined {
  const ids = [hint === undefined ? [] : `${name}-hint`, error === undefined ? [] : `${name}-error`].flat();
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** The box round a group of controls: set apart from what stands above unless it begins the page, barred when wrong. */
export function groupClass(asTitle: boolean, error: string | undefined): string | undefined {
  const names = [asTitle ? [] : 'field', error === undefined ? [] : 'wrong'].flat();
  return names.length === 0 ? undefined : names.join(' ');
}

/** The message between hint and input, in the same words as in the error summary. */
export function FieldMessage({ name, error }: { name: string; error: string | undefined }) {
  const t = useTranslations('form');
  if (error === undefined) return null;
  return (
    <p className="message" id={`${name}-error`}>
      <Icon name="warning" /> <span className="visually-hidden">{t('errorPrefix')}</span>
      {error}
    </p>
  );
}

/** The mark behind the label of a field that may be left empty; required fields carry none. */
export function OptionalMark() {
  const t = useTranslations('form');
  return <span className="soft">{t('optional')}</span>;
}
