import { getTranslations } from 'next-intl/server';
import type { GrantView } from '#flow/grants/list-grants.ts';
import { ListTitle } from '../ui/record.tsx';
import { GrantTable } from './grant-table.tsx';

const GROUPS = [
  ['requested', ['requested']],
  ['active', ['active', 'coming']],
  ['past', ['ended', 'refused']],
] as const;

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
  return GROUPS.map(([group, standings]) => {
    const own = grants.filter(({ standing }) => standings.some((each) => each === standing));
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
