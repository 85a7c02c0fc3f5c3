import { useLocale, useTranslations } from 'next-intl';
import type { DecidedOutcome, Grounds } from '#domain/case-event.ts';
import { fen, formatFen } from '#domain/money.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { Notice } from '../ui/notice.tsx';
import { approve, sendBack } from './actions.ts';
import { DeskReason } from './desk-field.tsx';
import { CaseForm, DeskButton } from './desk-form.tsx';
import type { DeskPage } from './desk-page.ts';

/** 复核: exactly what was proposed, by whom, how much and why; and the two answers of the second person. */
export function ProposalSection({ page, actorId }: { page: DeskPage; actorId: string }) {
  const t = useTranslations('desk-case');
  const { desk, seen } = page;
  const { proposal } = desk.view.state;
  if (proposal === null) return null;
  const { outcome, officer, approvedBy } = proposal;
  const returning = page.formOf('return');
  return (
    <>
      <Proposed page={page} />
      <AppealWords service={desk.view.service} outcome={outcome} />
      {approvedBy === null ? null : (
        <Notice kind="settled" title={t('confirm.approved', { tail: approvedBy.tail })}>
          <p>{t('confirm.deciding')}</p>
        </Notice>
      )}
      {desk.actions.has('approve') ? (
        <CaseForm action={approve} seen={seen} of={{ form: 'approve' }} label={t('confirm.form')}>
          <div className="actions">
            <DeskButton>
              {t(`confirm.approve.${outcome}`, { direction: desk.view.service.direction })}
            </DeskButton>
          </div>
        </CaseForm>
      ) : null}
      {desk.actions.has('return') ? (
        <details open={returning.typed !== undefined}>
          <summary>{t('confirm.return')}</summary>
          <div>
            <CaseForm action={sendBack} seen={seen} of={returning} label={t('confirm.returnForm')}>
              <DeskReason of={returning} name="reason" label={t('reason')} hint={t('confirm.returnHint')} />
              <div className="actions">
                <DeskButton kind="stop">{t('confirm.returnButton')}</DeskButton>
              </div>
            </CaseForm>
          </div>
        </details>
      ) : null}
      {approvedBy === null && !desk.actions.has('approve') ? (
        <p>{officer.id === actorId ? t('confirm.own') : t('confirm.notYou')}</p>
      ) : null}
    </>
  );
}

/** What a proposal says. */
function Proposed({ page: { desk } }: { page: DeskPage }) {
  const t = useTranslations('desk-case');
  const { proposal } = desk.view.state;
  if (proposal === null) return null;
  const { outcome, officer, grounds } = proposal;
  const proposed = desk.view.history.findLast(({ event }) => event.type === 'decision.proposed');
  const reason = proposed === undefined ? undefined : desk.reasons.get(proposed.seq);
  const granted = outcome === 'granted' && desk.byRules?.kind === 'granted' ? desk.byRules : null;
  const { direction } = desk.view.service;
  return (
    <KeyValues
      rows={[
        { label: t('confirm.what'), content: <b>{t(`outcome.${outcome}`, { direction })}</b> },
        { label: t('confirm.who'), content: t('staff', { tail: officer.tail }) },
        ...(granted === null
          ? []
          : [
              {
                label: t('confirm.total'),
                content: <b>{t('yuan', { figure: formatFen(fen(granted.totalFen)) })}</b>,
              },
            ]),
        ...(grounds === null
          ? []
          : [
              {
                label: t('confirm.grounds'),
                content: <GroundWords service={desk.view.service} grounds={grounds} />,
              },
            ]),
        ...(reason ? [{ label: t('reason'), content: reason }] : []),
      ]}
    />
  );
}

/** How a refusal can be appealed, as the refused resident will read it. */
export function AppealWords({ service, outcome }: { service: ServiceDefinition; outcome: DecidedOutcome }) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  if (outcome !== 'refused') return null;
  return (
    <p className="appeal">
      <b>{t('refuse.appeal')}</b>
      {service.appeal[locale]}
    </p>
  );
}

/** What a decision rests on, with its clause. */
export function GroundWords({ service, grounds }: { service: ServiceDefinition; grounds: Grounds }) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  if (grounds.kind === 'criterion') {
    const found = service.criteria.find(({ id }) => id === grounds.id);
    if (found === undefined) return grounds.id;
    return t('refuse.criterion', { statement: found.statement[locale], clause: found.clause[locale] });
  }
  const found = service.requirements.find(({ id }) => id === grounds.id);
  if (found === undefined) return grounds.id;
  return t('refuse.requirement', { title: found.title[locale], clause: found.legalBasis.citation });
}
