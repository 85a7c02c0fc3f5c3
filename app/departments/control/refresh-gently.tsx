'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

const EVERY_MS = 15_000;
/** About ten minutes, well within what a session may idle; then the page says how to look again. */
const LAST_LOOK = 40;

/** Reads the page anew now and then while it is in view and nobody is choosing anything on it. The link beside it does the same. */
export function RefreshGently() {
  const router = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  useEffect(() => {
    let looks = 0;
    const timer = setInterval(() => {
      const isBusy =
        document.activeElement?.closest('form') !== null && document.activeElement !== document.body;
      if (document.visibilityState !== 'visible' || isBusy || isRefreshing || looks >= LAST_LOOK) return;
      looks += 1;
      startRefresh(() => router.refresh());
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router, isRefreshing]);
  return null;
}
