import { useTranslations } from 'next-intl';
import type { CaseView } from '#flow/read-case.ts';
import type { Locale } from '#messages/locale.ts';
import { Section } from '../ui/record.tsx';

/** Why a matter does not apply, by clause and in plain words; what that means; and the way to the counter. */
export function NotApplicableReason({ view, locale }: { view: CaseView; locale: Locale }) {
  const t = useTranslations('decision');
  const criterion = failedCriterion(view);
  return (
    <>
      {criterion === undefined ? null : (
        <Section title={t('not.why')}>
          <p>{criterion.message[locale]}</p>
          <p className="small soft">{t('not.clause', { clause: criterion.clause[locale] })}</p>
        </Section>
      )}
      {view.service.direction === 'recover' ? null : (
        <Section title={t('not.means')}>
          <p>{t('not.meaning')}</p>
        </Section>
      )}
      <Section title={t('not.counterTitle')}>
        {view.service.counter[locale].split('\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </Section>
    </>
  );
}

/** The rule by which a matter does not apply. */
export function failedCriterion({ state, service }: CaseView) {
  const id = state.decision?.criterion ?? state.decision?.grounds?.id;
  return service.criteria.find((criterion) => criterion.id === id);
}
