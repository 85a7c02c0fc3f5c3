import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { addDays, addMonths, civilDateAt } from '#domain/dates.ts';
import { readGrantNeed } from '#flow/grants/request-grant.ts';
import { authOrSignIn } from '../../../auth/auth.ts';
import { ConsoleHead } from '../../../departments/console-frame.tsx';
import { faultErrors } from '../../../departments/fault-errors.ts';
import { faultsIn, type Query } from '../../../departments/paths.ts';
import { findKeptForm } from '../../../parked.ts';
import { read } from '../../../read.ts';
import { documentTitle } from '../../../ui/document-title.ts';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { newGrantPath } from '../../paths.ts';
import { RequestForm } from '../../request-form.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('departments');
  const rejected = (await searchParams).faults !== undefined;
  return { title: await documentTitle(t('city.new'), { rejected }) };
}

const NAMES = [
  ...(['perDay', 'share', 'priority', 'reuse', 'reuseHours'] as const),
  ...(['validFrom', 'validTo'] as const),
] as const;

/** A request for a grant: what it is for stands fixed in the service's definition, how much and how long is asked. */
export default guardedPage<Props>(async ({ searchParams }) => {
  const query = await searchParams;
  const { service, requirement, evidence } = query;
  if (typeof service !== 'string' || typeof requirement !== 'string' || typeof evidence !== 'string')
    notFound();
  const path = newGrantPath({ service, requirement, evidence });
  const actor = await authOrSignIn(path);
  const { need, today } = await read(actor, async (tx, now) => ({
    need: await readGrantNeed(tx, actor, now, { service, requirement, evidence }),
    today: civilDateAt(now),
  }));
  const t = await getTranslations('departments');
  const locale = await getLocale();
  const labels = {
    ...Object.fromEntries(NAMES.map((name) => [name, t(`grant.${name}`)])),
    riskNote: t('grant.risk'),
    connector: t('column.connector'),
  };
  const errors = await faultErrors(faultsIn(query), labels);
  const fields = need.evidence.fields.filter(({ name }) => need.fields.includes(name));
  return (
    <>
      <ErrorSummary errors={errors} />
      <ConsoleHead over={t('city.over')} title={t('city.new')}>
        <p className="lead">{t('city.newLead')}</p>
      </ConsoleHead>
      <KeyValues
        rows={[
          {
            label: t('grant.service'),
            content: `${need.service.shortTitle[locale]}　${need.requirement.title[locale]}`,
          },
          {
            label: t('grant.what'),
            content: `${need.evidence.department[locale]}　${need.evidence.title[locale]}`,
          },
          {
            label: t('grant.fields'),
            content: fields.map(({ label }) => label[locale]).join(locale === 'en' ? '; ' : '、'),
          },
          { label: t('grant.purpose'), content: need.purpose },
          { label: t('grant.basis'), content: need.legalBasis },
        ]}
      />
      <RequestForm
        need={need}
        first={{ validFrom: today, validTo: addDays(addMonths(today, 12), -1) }}
        typed={await findKeptForm(path)}
        errors={errors}
      />
    </>
  );
});
