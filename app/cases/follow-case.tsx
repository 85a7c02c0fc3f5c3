'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

type FollowCaseProps = {
  /** Where the version is asked for: `/cases/<id>/version`. */
  versionPath: string;
  /** The version that this page shows. */
  seq: number;
  /** The state in words; a screen reader hears it when it changes. */
  state: string;
  /** How soon news can be expected; `none` once nothing can come any more. */
  pace: 'soon' | 'later' | 'none';
};

const FIRST_MS = 1_000;
const SOON_MS = 3_000;
const LATER_MS = 15_000;
const SOON_LOOKS = 40;
/** About a quarter of an hour; then the session may run out, and the page says how to look again. */
const LAST_LOOK = 90;

/** Looks for news while the page is in view, ever more slowly, and shows them in place. Nothing depends on it. */
export function FollowCase({ versionPath, seq, state, pace }: FollowCaseProps) {
  const router = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  useEffect(() => {
    // One refresh at a time: a second one would only undo the first.
    if (pace === 'none' || isRefreshing) return;
    let looks = pace === 'later' ? SOON_LOOKS : 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const plan = () => {
      clearTimeout(timer);
      if (looks < LAST_LOOK && document.visibilityState === 'visible')
        timer = setTimeout(look, waitAfter(looks));
    };
    const look = async () => {
      looks += 1;
      const found = await findVersion(versionPath, stop.signal);
      if (stop.signal.aborted || found === 'gone') return;
      if (found !== 'unknown' && found !== seq) startRefresh(() => router.refresh());
      else plan();
    };
    plan();
    document.addEventListener('visibilitychange', plan);
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', plan);
    };
  }, [versionPath, seq, pace, router, isRefreshing]);
  return (
    <p className="visually-hidden" role="status">
      {state}
    </p>
  );
}

function waitAfter(looks: number): number {
  return looks < SOON_LOOKS ? Math.min(FIRST_MS * 1.1 ** looks, SOON_MS) : LATER_MS;
}

/** `gone`: signed out or no longer there, so nobody asks again. `unknown`: the network or the server is silent. */
async function findVersion(path: string, signal: AbortSignal): Promise<number | 'gone' | 'unknown'> {
  try {
    const response = await fetch(path, { signal, cache: 'no-store' });
    if (response.status === 401 || response.status === 404) return 'gone';
    if (!response.ok) return 'unknown';
    const body: unknown = await response.json();
    const isVersion = typeof body === 'object' && body !== null && 'seq' in body;
    return isVersion && typeof body.seq === 'number' ? body.seq : 'unknown';
  } catch {
    return 'unknown';
  }
}
