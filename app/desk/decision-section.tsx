import { useTranslations } from 'next-intl';
import { KeyValues } from '../ui/key-values.tsx';
import type { DeskPage } from './desk-page.ts';
import { AppealWords, GroundWords } from './proposal-section.tsx';

/** What was decided, by whom, and on what. */
export function DecisionSection({ page: { desk } }: { page: DeskPage }) {
  const t = useTranslations('desk-case');
  const { decision, payment } = desk.view.state;
  const { service } = desk.view;
  if (decision === null) return null;
  const { outcome, officers, grounds } = decision;
  const who =
    officers.length === 0
      ? t('decided.system')
      : officers.map(({ tail }) => t('staff', { tail })).join(t('fact.join'));
  const reason = desk.view.decision?.reason ?? '';
  return (
    <>
      <KeyValues
        rows={[
          {
            label: t('decided.what'),
            content: <b>{t(`outcome.${outcome}`, { direction: service.direction })}</b>,
          },
          { label: t('decided.who'), content: who },
          ...(grounds === null
            ? []
            : [
                { label: t('confirm.grounds'), content: <GroundWords service={service} grounds={grounds} /> },
              ]),
          ...(reason === '' ? [] : [{ label: t('reason'), content: reason }]),
          ...(payment === null ? [] : [{ label: t('decided.payment'), content: t(`payment.${payment}`) }]),
        ]}
      />
      <AppealWords service={service} outcome={outcome} />
    </>
  );
}
