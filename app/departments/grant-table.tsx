import { useLocale, useTranslations } from 'next-intl';
import type { GrantView } from '#flow/grants/list-grants.ts';
import { Mark } from '../ui/answer-mark.tsx';
import { Table } from '../ui/table.tsx';

const LOOKS = {
  requested: { icon: 'clock', tone: 'waiting' },
  active: { icon: 'tick', tone: 'settled' },
  coming: { icon: 'clock', tone: 'soft' },
  ended: { icon: 'dashed-ring', tone: 'soft' },
  refused: { icon: 'not-equal', tone: 'failed' },
} as const satisfies Record<GrantView['standing'], { icon: string; tone: string }>;

/** How a grant stands. */
export function GrantMark({ standing }: { standing: GrantView['standing'] }) {
  const t = useTranslations('departments');
  return <Mark {...LOOKS[standing]}>{t(`grant.standing.${standing}`)}</Mark>;
}

type Props = {
  caption: string;
  grants: readonly GrantView[];
  hrefOf: (grant: string) => string;
  /** Whose grants they are is said where they are several departments'. */
  withDepartment?: boolean;
};

/** Grants, each row leading to its page. */
export function GrantTable({ caption, grants, hrefOf, withDepartment = false }: Props) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const count = new Intl.NumberFormat(locale);
  const comma = locale === 'en' ? ', ' : '、';
  return (
    <div className="row-links grant-table">
      <Table
        caption={caption}
        captionHidden
        columns={[
          { key: 'service', title: t('grant.service') },
          { key: 'what', title: t('grant.what'), foldedName: t('grant.what') },
          { key: 'basis', title: t('grant.basis'), foldedName: t('grant.basis') },
          { key: 'use', title: t('column.use'), amount: true, foldedName: t('column.useShort') },
          { key: 'to', title: t('grant.validTo'), foldedName: t('grant.validTo') },
          { key: 'state', title: t('column.state') },
        ]}
        rows={grants.map((view) => ({
          key: view.grant.id,
          cells: {
            service: (
              <>
                <a className="target" href={hrefOf(view.grant.id)}>
                  {view.service[locale]}
                </a>
                <span className="thing small soft">{view.requirement[locale]}</span>
              </>
            ),
            what: (
              <>
                {view.evidence.title[locale]}
                <span className="thing small soft">
                  {fieldLabels(view, view.grant.fields, locale).join(comma)}
                  {withDepartment ? ` ${view.department[locale]}` : ''}
                </span>
              </>
            ),
            basis: view.grant.legalBasis,
            use: t('usage.pair', {
              used: count.format(view.usedToday),
              limit: count.format(view.grant.perDay),
            }),
            to: view.grant.validTo ?? t('grant.open'),
            state: <GrantMark standing={view.standing} />,
          },
        }))}
      />
    </div>
  );
}

/** What fields are called in the evidence type that they are of. */
export function fieldLabels(
  { evidence }: Pick<GrantView, 'evidence'>,
  names: readonly string[],
  locale: 'zh-CN' | 'zh-TW' | 'en',
): string[] {
  return names.map((name) => evidence.fields.find((field) => field.name === name)?.label[locale] ?? name);
}
