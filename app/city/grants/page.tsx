import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ANSWER_WITHIN } from '#flow/grants/clock.ts';
import type { GrantNeed } from '#flow/grants/grant-needs.ts';
import { listCityGrants } from '#flow/grants/list-grants.ts';
import { authOrSignIn } from '../../auth/auth.ts';
import { ConsoleHead } from '../../departments/console-frame.tsx';
import { GrantGroups } from '../../departments/grant-groups.tsx';
import { read } from '../../read.ts';
import { ActionLink } from '../../ui/button.tsx';
import { documentTitle } from '../../ui/document-title.ts';
import { guardedPage } from '../../ui/guarded-page.tsx';
import { ListTitle } from '../../ui/record.tsx';
import { Table } from '../../ui/table.tsx';
import { CITY_GRANTS, cityGrantPath, newGrantPath } from '../paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('departments');
  return { title: await documentTitle(t('city.title')) };
}

/** Every grant of the city for its administrators, and what services need that nobody has been asked for. */
export default guardedPage(async () => {
  const actor = await authOrSignIn(CITY_GRANTS);
  const { grants, missing } = await read(actor, (tx, now) => listCityGrants(tx, actor, now));
  const t = await getTranslations('departments');
  return (
    <>
      <ConsoleHead over={t('city.over')} title={t('city.title')}>
        <p className="lead">{t('grant.clock', ANSWER_WITHIN)}</p>
      </ConsoleHead>
      {missing.length === 0 ? null : <Missing needs={missing} />}
      <GrantGroups grants={grants} hrefOf={cityGrantPath} withDepartment />
    </>
  );
});

async function Missing({ needs }: { needs: readonly GrantNeed[] }) {
  const t = await getTranslations('departments');
  const locale = await getLocale();
  return (
    <section aria-labelledby="missing">
      <ListTitle id="missing" remark={t('city.missingHint')}>
        {t('city.missing')}
      </ListTitle>
      <Table
        caption={t('city.missing')}
        captionHidden
        columns={[
          { key: 'service', title: t('grant.service') },
          { key: 'what', title: t('grant.what'), foldedName: t('grant.what') },
          { key: 'act', title: t('city.act') },
        ]}
        rows={needs.map((need) => ({
          key: `${need.service.id} ${need.requirement.id} ${need.evidence.code}`,
          cells: {
            service: (
              <>
                {need.service.shortTitle[locale]}
                <span className="thing small soft">{need.requirement.title[locale]}</span>
              </>
            ),
            what: need.evidence.title[locale],
            act: (
              <ActionLink
                href={newGrantPath({
                  service: need.service.id,
                  requirement: need.requirement.id,
                  evidence: need.evidence.code,
                })}
              >
                {t('city.request')}
              </ActionLink>
            ),
          },
        }))}
      />
    </section>
  );
}
