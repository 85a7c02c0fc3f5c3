import { useLocale, useTranslations } from 'next-intl';
import { printCaseNumber } from '#domain/case-number.ts';
import { maskCitizenId } from '#domain/masking.ts';
import { civilDateOf } from '../ui/date-words.ts';
import { claim, release } from './actions.ts';
import { CaseForm, DeskButton } from './desk-form.tsx';
import type { DeskPage } from './desk-page.ts';
import { TimeLamp } from './time-lamp.tsx';
import type { TimeLeft } from './time-left.ts';

/** Whose case it is, how much time is left, who has it, and the way to take it or give it back. */
export function CaseHead({ page, left }: { page: DeskPage; left: TimeLeft }) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  const { desk, seen } = page;
  const { view } = desk;
  const { row, state, service, applicant, deceased } = view;
  const isOver = state.status === 'decided' || state.status === 'withdrawn';
  return (
    <div className="desk-head">
      <p className="small soft">
        <span className="numerals nowrap">{printCaseNumber(row.number)}</span>
        <span>{service.shortTitle[locale]}</span>
        <span>{t(`status.${state.status}`)}</span>
      </p>
      <h1>{t('head.title', { applicant: applicant.name, deceased: deceased.name })}</h1>
      <p className="small head-line">
        <span>{t('head.applicant', { id: maskCitizenId(applicant.idNumber) })}</span>
        <span>{t('head.deceased', { id: maskCitizenId(deceased.idNumber) })}</span>
        {isOver ? null : (
          <span>
            <TimeLamp left={left} />
            {'date' in state.due ? (
              <span className="numerals due">{t('head.due', { date: state.due.date })}</span>
            ) : null}
          </span>
        )}
        <span>{t('head.filed', { date: civilDateOf(row.submittedAt.toISOString()) })}</span>
      </p>
      <div className="actions head-actions">
        {state.owner === null ? null : (
          <p>{desk.isOwner ? t('head.yours') : t('head.others', { tail: state.owner.tail })}</p>
        )}
        {desk.actions.has('claim') ? (
          <CaseForm action={claim} seen={seen} of={{ form: 'claim' }}>
            <DeskButton shortcut="c">{t('head.claim')}</DeskButton>
          </CaseForm>
        ) : null}
        {desk.actions.has('release') ? (
          <CaseForm action={release} seen={seen} of={{ form: 'release' }}>
            <DeskButton kind="outline">{t('head.release')}</DeskButton>
          </CaseForm>
        ) : null}
        {desk.actions.has('reassign') ? (
          <CaseForm action={release} seen={seen} of={{ form: 'release' }}>
            <DeskButton kind="stop">{t('head.takeAway')}</DeskButton>
          </CaseForm>
        ) : null}
      </div>
    </div>
  );
}
