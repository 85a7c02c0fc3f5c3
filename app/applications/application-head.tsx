import { useTranslations } from 'next-intl';
import { fen, formatFen } from '#domain/money.ts';
import { bold } from '../cases/say.tsx';
import { DateTimeText } from '../ui/date-text.tsx';
import { ElderAloud } from '../ui/elder-aloud.tsx';
import { MoneyFigure } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { MarginLine } from '../ui/record.tsx';
import type { ApplicationModel, CaseItem } from './application-model.ts';
import type { OwnApplicationView } from './own-application.ts';

type HeadProps = { application: OwnApplicationView; model: ApplicationModel };

/** What has become of an application, the sum with what it is made of once all is decided, and what its applicant need do. */
export function ApplicationHead({ application, model }: HeadProps) {
  const t = useTranslations('application');
  const [first] = application.cases;
  const { state, counts, totalFen } = model;
  return (
    <PageHead
      margin={
        <>
          {first === undefined ? null : (
            <MarginLine>{application.bundle.shortTitle[first.words.locale]}</MarginLine>
          )}
          {first === undefined ? null : (
            <MarginLine>
              {t('deceased')} <b>{first.view.deceased.name}</b>
            </MarginLine>
          )}
          <MarginLine>
            {t('received')}{' '}
            <b className="nowrap">
              <DateTimeText instant={application.filedAt.toISOString()} />
            </b>
          </MarginLine>
        </>
      }
      title={t(`title.${state}`)}
      lead={
        totalFen === null
          ? t.rich(`lead.${leadOf(model)}`, { ...counts, b: bold })
          : t('sumLead', { ...counts })
      }
    >
      {totalFen === null ? null : <Sum model={model} totalFen={totalFen} />}
      {counts.open > 0 ? <p>{t('mayLeave')}</p> : null}
      {state === 'withdrawn' ? null : <NeedsYou items={model.items} />}
      <ElderAloud />
    </PageHead>
  );
}

function leadOf({ state, items }: ApplicationModel) {
  const isAsked = items.some(({ standing }) => standing === 'needs_you');
  return isAsked ? 'needsYou' : state;
}

/** The sum, what it is made of, and that nothing more is to be done for it. */
function Sum({ model, totalFen }: { model: ApplicationModel; totalFen: number }) {
  const t = useTranslations('application');
  const granted = model.items.filter((item) => item.fen !== null);
  const parts = granted.map(({ title, fen: amount }) =>
    t('part', { title, figure: formatFen(fen(amount ?? 0)) }),
  );
  const hasBounced = granted.some(({ standing }) => standing === 'bounced');
  return (
    <>
      <MoneyFigure fen={fen(totalFen)} />
      {parts.length < 2 ? null : <p>{t('madeOf', { parts: parts.join(t('partJoin')) })}</p>}
      {hasBounced ? null : <PayWords model={model} />}
    </>
  );
}

/** When the money comes; that nothing more is to be done, unless something has to be returned. */
function PayWords({ model: { state, items } }: { model: ApplicationModel }) {
  const t = useTranslations('application');
  const isOwed = items.some(({ standing }) => standing === 'owed');
  if (state === 'paid') return <p>{isOwed ? t('allPaidButOwed') : t('allPaid')}</p>;
  return <p>{isOwed ? t('toBePaidButOwed') : t('nothingToDo')}</p>;
}

/** The first thing that waits for the applicant: money that came back, before anything that she may do or leave. */
function NeedsYou({ items }: { items: readonly CaseItem[] }) {
  const t = useTranslations('application');
  const item =
    items.find(({ standing }) => standing === 'bounced') ??
    items.find(({ standing }) => standing === 'needs_you');
  if (item === undefined) return null;
  const isBounced = item.standing === 'bounced';
  const { title, path } = item;
  return (
    <Notice kind={isBounced ? 'failed' : 'waiting'} title={t(`you.${item.standing}.title`, { title })}>
      <p>
        {t(`you.${item.standing}.detail`)}{' '}
        <a className="target" href={isBounced ? `${path}/account` : path}>
          {t(`you.${item.standing}.link`)}
        </a>
      </p>
    </Notice>
  );
}
