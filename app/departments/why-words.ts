import { useTranslations } from 'next-intl';

/** Why a check is not kept, in the reader's language where it has words for it: a word, or a sentence with names or numbers in it. */
export function useWhyWords(): (why: string) => string {
  const t = useTranslations('departments');
  const patterns: readonly (readonly [RegExp, (found: string) => string])[] = [
    [/^refused: (.+)$/, (rule) => t('why.refused', { rule })],
    [/^fields not read: (.+)$/, (fields) => t('why.unread', { fields })],
    [/^other values than the sample’s: (.+)$/, (fields) => t('why.other_values', { fields })],
    [/^one field of a confirmed answer was answered (.+)$/, (kind) => t('why.one_field', { kind })],
    [/^an answer to another call was taken as (.+)$/, (kind) => t('why.other_call', { kind })],
    [/^(\d+) secrets or personal values stand/, (count) => t('why.leaked', { count })],
    [/^what is sent says nothing of: (.+)$/, (fields) => t('why.not_said', { fields })],
  ];
  return (why) => {
    const key = why.replaceAll(' ', '_');
    if (/^[a-z_]+$/.test(key) && t.has(`why.${key}`)) return t(`why.${key}`);
    for (const [pattern, say] of patterns) {
      const found = pattern.exec(why)?.[1];
      if (found !== undefined) return say(found);
    }
    return why;
  };
}
