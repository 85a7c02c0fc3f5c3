import { openPool } from '#db/with-tx.ts';
import { openFeedFolder } from '../feeds.ts';
import type { FeedReport } from './feed-process.ts';

// Looks at the folders twice, as the broker does within four seconds, and ends.
const pool = openPool(process.env.DATABASE_URL ?? '', 4);
const look = openFeedFolder({ pool, clock: () => new Date(), folder: process.env.FEEDS_FOLDER ?? '' });
await look();
const idleBytes = process.memoryUsage.rss();
let peakBytes = idleBytes;
const timer = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, 20);
const started = performance.now();
await look();
clearInterval(timer);
process.send?.({ ms: performance.now() - started, peakBytes, idleBytes } satisfies FeedReport);
await pool.end();
