import { useLocale, useTranslations } from 'next-intl';
import { fen, formatFen } from '#domain/money.ts';
import { propose } from './actions.ts';
import { DeskReason, DeskSelect } from './desk-field.tsx';
import { CaseForm, DeskButton } from './desk-form.tsx';
import type { DeskPage } from './desk-page.ts';
import { isOpenNeed } from './need-forms.ts';

/** 提出决定: what the rules come to, one form for each decision that can be proposed. */
export function ProposeSection({ page }: { page: DeskPage }) {
  const t = useTranslations('desk-case');
  const { desk } = page;
  const open = desk.view.state.needs.filter(isOpenNeed).length;
  return (
    <>
      {desk.proposable.includes('granted') && desk.byRules?.kind === 'granted' ? (
        <ProposeForm
          page={page}
          outcome="granted"
          lead={t('propose.granted', {
            total: formatFen(fen(desk.byRules.totalFen)),
            direction: desk.view.service.direction,
          })}
        />
      ) : null}
      {desk.proposable.includes('not_applicable') ? (
        <ProposeForm page={page} outcome="not_applicable" lead={t('propose.notApplicable')} />
      ) : null}
      {open > 0 ? <p>{t('propose.open', { count: open })}</p> : null}
      {desk.proposable.includes('refused') ? <RefuseForm page={page} /> : null}
    </>
  );
}

type ProposeFormProps = { page: DeskPage; outcome: 'granted' | 'not_applicable'; lead: string };

function ProposeForm({ page, outcome, lead }: ProposeFormProps) {
  const t = useTranslations('desk-case');
  const of = page.formOf(`propose-${outcome}`);
  const recover = page.desk.view.service.direction === 'recover' ? 'recover' : 'pay';
  return (
    <CaseForm
      action={propose}
      seen={page.seen}
      of={of}
      hidden={{ outcome }}
      label={t(`propose.form.${outcome}`)}
    >
      <p>
        <b>{lead}</b>
      </p>
      <DeskReason of={of} name="reason" label={t('propose.remark')} optional />
      <div className="actions">
        <DeskButton>{t(`propose.button.${outcome}`, { direction: recover })}</DeskButton>
      </div>
    </CaseForm>
  );
}

/** A refusal names its ground with the clause, gives a reason, and says how it is appealed. */
function RefuseForm({ page }: { page: DeskPage }) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  const { service } = page.desk.view;
  const of = page.formOf('propose-refused');
  const isBack = of.typed !== undefined;
  const groups = [
    {
      label: t('refuse.criteria'),
      choices: service.criteria.map(({ id, statement, clause }) => ({
        value: `criterion:${id}`,
        label: t('refuse.criterion', { statement: statement[locale], clause: clause[locale] }),
      })),
    },
    {
      label: t('refuse.requirements'),
      choices: service.requirements.map(({ id, title, legalBasis }) => ({
        value: `requirement:${id}`,
        label: t('refuse.requirement', { title: title[locale], clause: legalBasis.citation }),
      })),
    },
  ];
  return (
    <details open={isBack}>
      <summary>{t('refuse.summary')}</summary>
      <div>
        <CaseForm
          action={propose}
          seen={page.seen}
          of={of}
          hidden={{ outcome: 'refused' }}
          label={t('propose.form.refused')}
        >
          <DeskSelect of={of} name="grounds" label={t('refuse.grounds')} groups={groups} />
          <DeskReason of={of} name="reason" label={t('reason')} hint={t('refuse.reasonHint')} />
          <p className="appeal">
            <b>{t('refuse.appeal')}</b>
            {service.appeal[locale]}
          </p>
          <div className="actions">
            <DeskButton kind="stop">{t('propose.button.refused')}</DeskButton>
          </div>
        </CaseForm>
      </div>
    </details>
  );
}
