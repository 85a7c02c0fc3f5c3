import { getTranslations } from 'next-intl/server';
import { plainTitle } from './phrase-title.tsx';

/**
 * A page's `metadata.title`; the root layout adds the site's name. A page whose form was rejected begins with 错误：,
 * so that a screen reader says it first. `title` may carry phrase marks.
 */
export async function documentTitle(title: string, { rejected = false } = {}): Promise<string> {
  if (!rejected) return plainTitle(title);
  const t = await getTranslations('form');
  return t('errorDocumentTitle', { title: plainTitle(title) });
}
