import { getTranslations } from 'next-intl/server';
import type { GrantView } from '#flow/grants/list-grants.ts';
import { ListTitle } from '../ui/record.tsx';
import { GrantTable } from './grant-table.tsx';

const GROUPS = [
  ['requested', ['requested']],
  ['active', ['active', 'coming']],
  ['past', ['ended', 'refused']],
] as const;
type Group = (typeof GROUPS)[number][0];

/** The grants of a group, as they are listed and as they are counted elsewhere. */
export function grantsIn(group: Group, grants: readonly GrantView[]): GrantView[] {
  const standings: readonly string[] = GROUPS.find(([name]) => name === group)?.[1] ?? [];
  return grants.filter(({ standing }) => standings.includes(standing));
}

/** The groups in which grants are listed, on either side. */
export async function GrantGroups({
  grants,
  hrefOf,
  withDepartment,
}: {
  grants: readonly GrantView[];
  hrefOf: (grant: string) => string;
  withDepartment?: boolean;
}) {
  const t = await getTranslations('departments');
  return GROUPS.map(([group]) => {
    const own = grantsIn(group, grants);
    if (own.length === 0 && group !== 'requested') return null;
    return (
      <section key={group} aria-labelledby={group}>
        <ListTitle id={group} remark={t('grant.count', { count: own.length })}>
          {t(`grant.group.${group}`)}
        </ListTitle>
        {own.length === 0 ? (
          <p>{t('grant.nothing')}</p>
        ) : (
          <GrantTable
            caption={t(`grant.group.${group}`)}
            grants={own}
            hrefOf={hrefOf}
            withDepartment={withDepartment}
          />
        )}
      </section>
    );
  });
}
