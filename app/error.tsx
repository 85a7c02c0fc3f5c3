'use client';

import { Failure } from './ui/failure.tsx';

/** A page broke; masthead and footer still stand. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure error={error} retry={retry} />;
}
