import { useTranslations } from 'next-intl';
import type { SwitchPart } from '#flow/control/switch-verbs.ts';
import type { SayNames } from './say-names.ts';

/** What is or would be stopped, in words that fit into a sentence and on a button. */
export function usePartWords(names: SayNames): (part: SwitchPart, officerTail: string | null) => string {
  const t = useTranslations('control');
  return (part, officerTail) => {
    const { evidence, field, service, officer } = part;
    if (officer !== null) return t('part.officer', { tail: officerTail ?? '' });
    if (service !== null) return t('part.service', { service: names.service(service) });
    if (field !== null && evidence !== null)
      return t('part.field', { evidence: names.evidence(evidence), field: names.field(evidence, field) });
    return evidence === null ? t('part.all') : t('part.evidence', { evidence: names.evidence(evidence) });
  };
}
