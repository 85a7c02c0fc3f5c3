'use client';

import { useEffect, useState } from 'react';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#messages/locale.ts';
import { FailureText } from './failure-text.tsx';

type FailureProps = { error: unknown; retry: () => void };

/** The failure page as an error boundary shows it: it learns its language from the page that broke. */
export function Failure({ error, retry }: FailureProps) {
  const [locale, setLocale] = useState<Locale>(DEFAULT_LOCALE);
  useEffect(() => setLocale(pageLocale()), []);
  return (
    <FailureText
      locale={locale}
      reference={referenceOf(error)}
      retry={(words) => (
        <button type="button" className="button" onClick={retry}>
          {words}
        </button>
      )}
    />
  );
}

/** The language of the page that broke, else the browser's, else the default. */
function pageLocale(): Locale {
  const wanted = [document.documentElement.lang, ...navigator.languages];
  const known = wanted.flatMap(
    (tag) => LOCALES.find((locale) => tag === locale || tag.startsWith(`${locale}-`)) ?? [],
  );
  return known[0] ?? DEFAULT_LOCALE;
}

function referenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}
