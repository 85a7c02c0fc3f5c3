import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { FeedProblem } from '#connectors/feed/feed-problem.ts';
import { readFeed } from '#connectors/feed/read-feed.ts';
import { scanFile } from '#connectors/feed/scan-file.ts';
import type { Pool } from '#db/with-tx.ts';
import type { ConnectorDocument, Reach } from '#domain/connector.ts';
import {
  addToFeed,
  beginFeed,
  type FeedCounts,
  type FeedFault,
  type FeedOf,
  holdFeed,
  isKnownFeed,
  type Loading,
  rejectFeed,
  serveFeed,
} from '#flow/feed-load.ts';
import type { FeedRow } from '#flow/feeds.ts';
import { listFeedDocuments } from '#flow/list-plugs.ts';
import { log } from '#flow/log.ts';
import { type DeliveredFile, findDelivered, isSame } from './feed-folder.ts';

const POLL_MS = 500;
const ROWS_TOGETHER = 4_000;
/** So many faults of one file are kept by row; all of them count. */
const MAX_FAULTS = 2_000;

export interface FeedLoaderSettings {
  pool: Pool;
  clock: () => Date;
  /** FEEDS_FOLDER: one folder per connector. */
  folder: string;
  pollMs?: number;
}

/** Watches the folders of nightly files. `stop` waits for the file that is being taken. */
export interface FeedLoader {
  stop(): Promise<void>;
}

export function startFeedLoader(settings: FeedLoaderSettings): FeedLoader {
  const look = openFeedFolder(settings);
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look()
      .catch((err: unknown) => log.warn({ err }, 'files not looked at; tried again at the next look'))
      .finally(() => {
        running = undefined;
      });
  }, settings.pollMs ?? POLL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** A file source of a connector that is live, or on its way there. */
type FileSource = FeedOf & { reach: Extract<Reach, { way: 'file' }> };

/**
 * One look at all folders after the other. A file is taken at the second look that finds it unchanged; the newest by its time
 * counts where several have a source's name.
 */
export function openFeedFolder({ pool, clock, folder }: FeedLoaderSettings): () => Promise<void> {
  let sources: FileSource[] = [];
  let mark: string | undefined;
  const seen = new Map<string, DeliveredFile>();
  const done = new Map<string, DeliveredFile>();
  return async () => {
    const found = await listFeedDocuments(pool, mark);
    if (found) {
      mark = found.mark;
      sources = found.documents.flatMap(listFileSources);
      done.clear();
    }
    for (const of of sources) {
      const place = `${of.connector}/${of.source.id}`;
      const file = await findDelivered(folder, of.connector, of.reach.name);
      const isQuiet = isSame(seen.get(place), file);
      if (file === undefined) seen.delete(place);
      else seen.set(place, file);
      if (file === undefined || !isQuiet || isSame(done.get(place), file)) continue;
      await holdFeed(pool, of, async () => {
        await takeFile(pool, clock, of, file);
        done.set(place, file);
      });
    }
  };
}

function listFileSources({ id, department, sources }: ConnectorDocument): FileSource[] {
  return sources.flatMap((source) =>
    source.reach.way === 'file' ? [{ connector: id, department, source, reach: source.reach }] : [],
  );
}

/** Takes a file whole or not at all. */
async function takeFile(pool: Pool, clock: () => Date, of: FileSource, file: DeliveredFile): Promise<void> {
  const started = performance.now();
  const scanned = await scanFile(file.path, of.reach);
  const digest = digestOf(scanned.digest, of);
  if (await isKnownFeed(pool, of, digest)) return;
  const now = clock();
  const receivedAt = new Date(Math.min(now.getTime(), file.modifiedMs));
  const loading = await beginFeed(pool, now, of, { fileName: file.name, digest, receivedAt });
  const counts: FeedCounts = { rows: 0, badRows: 0, leftOut: 0, duplicates: 0, remarks: 0 };
  try {
    if (scanned.problem) throw scanned.problem;
    await load(pool, loading, of, file, counts);
    if (!isSame(file, await findDelivered(file.folder, '', file.name)))
      throw new FeedProblem('changed_while_read');
    await serveFeed(pool, clock(), loading, scanned.digest, counts);
  } catch (error) {
    if (!(error instanceof FeedProblem)) throw error;
    await rejectFeed(pool, loading, error.word, error.columns, counts);
    log.warn(
      { ...nameOf(of), ...counts, problem: error.word },
      'nightly file rejected; the one before serves on',
    );
    return;
  }
  log.info({ ...nameOf(of), ...counts, ms: Math.round(performance.now() - started) }, 'nightly file serves');
}

const nameOf = ({ connector, source }: FileSource) => ({ connector, source: source.id });

/** A source that reads the same file in another way reads another file. */
function digestOf(file: string, { source: { reach, rows } }: FileSource): string {
  return createHash('sha256')
    .update(canonicalize([file, reach, rows]) ?? file)
    .digest('hex');
}

/** Reads on while rows are written; never more of the file in memory than two lots. */
async function load(
  pool: Pool,
  loading: Loading,
  { source, reach }: FileSource,
  { path }: DeliveredFile,
  counts: FeedCounts,
): Promise<void> {
  let rows: { row: number; values: FeedRow }[] = [];
  let faults: FeedFault[] = [];
  let faultsLeft = MAX_FAULTS;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    await writing;
    writing = addToFeed(pool, loading, rows, faults);
    // It is awaited before the next; an error in between must not be taken for one that nobody handles.
    writing.catch(() => undefined);
    [rows, faults] = [[], []];
  };
  try {
    for await (const batch of readFeed(path, source, reach)) {
      for (const each of batch.rows) rows.push({ row: each.row, values: { ...each.values } });
      const kept = batch.faults.slice(0, faultsLeft);
      faultsLeft -= kept.length;
      faults.push(...kept);
      counts.rows += batch.rows.length;
      counts.badRows += batch.badRows;
      counts.leftOut += batch.leftOut;
      counts.duplicates += batch.duplicates;
      counts.remarks += batch.faults.length;
      if (rows.length >= ROWS_TOGETHER) await write();
    }
  } finally {
    await write();
    await writing;
  }
}
