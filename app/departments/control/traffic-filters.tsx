import { useTranslations } from 'next-intl';
import type { TrafficPage, TrafficWish } from '#flow/control/traffic.ts';
import styles from './filters.module.css';
import type { SayNames } from './say-names.ts';
import { ANSWER_WISHES } from './traffic-query.ts';

type TrafficFiltersProps = { path: string; wish: TrafficWish; page: TrafficPage; names: SayNames };

/** What the listing is narrowed to; an ordinary form, so that it can be linked to and needs no script. */
export function TrafficFilters({ path, wish, page, names }: TrafficFiltersProps) {
  const t = useTranslations('control');
  const answers = useTranslations('answer');
  return (
    <form method="get" action={path} className={styles.filters} aria-label={t('filter.label')}>
      <label>
        {t('filter.day')}
        <input type="date" name="day" defaultValue={wish.day} />
      </label>
      <Choose
        name="service"
        value={wish.service}
        choices={withChosen(page.services, wish.service).map((value) => ({
          value,
          label: names.service(value),
        }))}
      />
      <Choose
        name="purpose"
        value={wish.purpose}
        choices={withChosen(page.purposes, wish.purpose).map((value) => ({ value, label: value }))}
      />
      <Choose
        name="officer"
        value={wish.officer}
        choices={[
          { value: 'system', label: t('filter.system') },
          ...page.officers.map(({ id, tail }) => ({ value: id, label: t('filter.tail', { tail }) })),
        ]}
      />
      <Choose
        name="answer"
        value={wish.answer}
        choices={ANSWER_WISHES.map((value) => ({
          value,
          label: value === 'waiting' ? t('traffic.waiting') : answers(`kind.${value}`),
        }))}
      />
      <button type="submit" className="button outline">
        {t('filter.show')}
      </button>
    </form>
  );
}

/** What is chosen can be chosen, also on a day that has none of it. */
function withChosen(values: readonly string[], chosen: string | null): string[] {
  return [...new Set([...values, ...(chosen === null ? [] : [chosen])])];
}

type ChooseProps = {
  name: 'service' | 'purpose' | 'officer' | 'answer';
  value: string | null;
  choices: readonly { value: string; label: string }[];
};

function Choose({ name, value, choices }: ChooseProps) {
  const t = useTranslations('control');
  return (
    <label>
      {t(`filter.${name}`)}
      <select name={name} defaultValue={value ?? ''}>
        <option value="">{t('filter.all')}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
