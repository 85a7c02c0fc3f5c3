import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { TestCity } from '#flow/testing/city.ts';

const LOADER = fileURLToPath(new URL('./feed-loader.ts', import.meta.url));

/** What a loader says once it has looked at all folders: how long it took, and the most memory that it held. */
export const FeedReport = z.object({ ms: z.number(), peakBytes: z.number(), idleBytes: z.number() });
export type FeedReport = z.infer<typeof FeedReport>;

/** The loader of nightly files as a process of its own. */
export function forkFeedLoader(city: TestCity, folder: string): ChildProcess {
  const env = { ...process.env, DATABASE_URL: city.database.url('mz_broker'), FEEDS_FOLDER: folder };
  return fork(LOADER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env });
}

/** Waits for what the loader has to say. Rejects where it ends without a word. */
export function reportOf(loader: ChildProcess): Promise<FeedReport> {
  return new Promise((resolve, reject) => {
    loader.once('message', (told) => resolve(FeedReport.parse(told)));
    loader.once('exit', (code) => reject(new Error(`the loader ended with ${code} and without a report`)));
  });
}
