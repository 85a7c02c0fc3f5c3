import { useTranslations } from 'next-intl';
import type { Need } from '#domain/outcome.ts';
import { wantedKeys } from './wanted.ts';

/** A need in at most ten characters, as the queue names it. */
export function useWantedWords(): (need: Need) => string {
  const t = useTranslations('desk');
  return (need) => {
    const { own, kind } = wantedKeys(need);
    if (own !== null && t.has(`wanted.${own}`)) return t(`wanted.${own}`);
    return t(`wanted.kind.${kind}`);
  };
}
