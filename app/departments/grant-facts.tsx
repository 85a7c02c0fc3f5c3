import { useLocale, useTranslations } from 'next-intl';
import type { GrantPage } from '#flow/grants/list-grants.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { ListTitle } from '../ui/record.tsx';
import { fieldLabels } from './grant-table.tsx';
import { Stamp } from './stamp.tsx';

/** What a grant gives: to whom, what, for which purpose, on which ground, how much, until when. */
export function GrantFacts({ page }: { page: GrantPage }) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const { grant, evidence, service, requirement, department, asked } = page;
  const count = new Intl.NumberFormat(locale);
  const fields = fieldLabels(page, grant.fields, locale);
  return (
    <KeyValues
      rows={[
        { label: t('grant.service'), content: `${service[locale]}　${requirement[locale]}` },
        { label: t('grant.what'), content: `${department[locale]}　${evidence.title[locale]}` },
        {
          label: t('grant.fields'),
          content: (
            <ul>
              {fields.map((label) => (
                <li key={label}>{label}</li>
              ))}
            </ul>
          ),
        },
        { label: t('grant.purpose'), content: grant.purpose },
        { label: t('grant.basis'), content: grant.legalBasis },
        {
          label: t('grant.perDay'),
          content: t('grant.perDayOf', {
            perDay: count.format(grant.perDay),
            share: count.format(grant.share),
          }),
        },
        { label: t('grant.priority'), content: t(`grant.priorities.${grant.priority}`) },
        {
          label: t('grant.reuse'),
          content: t(`grant.reuses.${grant.reuse}`, { hours: grant.reuseHours }),
        },
        {
          label: t('grant.term'),
          content: t('grant.fromTo', { from: grant.validFrom, to: grant.validTo ?? 'none' }),
        },
        ...(grant.riskNote === null ? [] : [{ label: t('grant.risk'), content: grant.riskNote }]),
        ...(asked === null
          ? []
          : [
              { label: t('grant.asked'), content: <Stamp at={asked.at} /> },
              {
                label: t('grant.due'),
                content:
                  'date' in asked.due
                    ? asked.due.date
                    : t('grant.dueUnknown', { year: `${asked.due.unknownYear}` }),
              },
            ]),
      ]}
    />
  );
}

/** What became of a grant, for both sides to read. */
export function GrantHistory({ page: { changes, tails, evidence } }: { page: GrantPage }) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const wordsOf = (name: string, value: unknown): string => {
    if (value === null) return t('grant.open');
    if (name === 'fields' && Array.isArray(value))
      return fieldLabels({ evidence }, value.map(String), locale).join(locale === 'en' ? ', ' : '、');
    if (name === 'reuse') return t(`grant.reuseShort.${String(value)}`);
    return String(value);
  };
  return (
    <section aria-labelledby="history">
      <ListTitle id="history">{t('grant.history')}</ListTitle>
      {changes.length === 0 ? <p>{t('grant.first')}</p> : null}
      <ol className="events">
        {changes.map(({ id, at, by, what, note, changes: changed }) => (
          <li key={id}>
            <p>
              <Stamp at={at} /> <b>{t(`grant.event.${what}`)}</b>{' '}
              <span className="soft">{t('staff', { tail: tails.get(by) ?? '' })}</span>
            </p>
            {Object.entries(changed).map(([name, [before, after]]) => (
              <p key={name} className="small">
                {t('grant.changed', {
                  name: t(`grant.changedName.${name}`),
                  before: wordsOf(name, before),
                  after: wordsOf(name, after),
                })}
              </p>
            ))}
            {note === null ? null : <p className="small said">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
