import { findHead, findNode, insertSealed, listUnsealed, lockSealer } from '#db/ledger.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { SYSTEM } from '../system.ts';
import { type HeadKey, signHead } from './head.ts';
import { grow, type Node, peaksOf, rootOf } from './tree.ts';

/** Leaves sealed in one transaction at most. */
const BATCH = 5_000;

/**
 * Gives positions to leaves whose transactions have committed, grows the tree and signs its new head, in one transaction; one
 * sealer at a time, whoever runs it.
 * @param now the head's time
 * @returns whether there may be more at once
 */
export async function sealLedger(pool: Pool, key: HeadKey, now: Date, batch = BATCH): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    if (!(await lockSealer(tx))) return false;
    const before = await findHead(tx);
    const size = before?.size ?? 0;
    const { leaves, sealedBelow } = await listUnsealed(tx, before?.sealedBelow ?? '0', batch);
    if (leaves.length === 0) return false;
    const grown = grow(
      size,
      await readPeaks(tx, size),
      leaves.map(({ hash }) => hash),
    );
    const root = rootOf(grown.peaks.map(({ hash }) => hash));
    const { signature } = signHead(key, grown.size, root, now);
    const head = { size: grown.size, root, at: now, keyId: key.kid, signature, sealedBelow };
    await insertSealed(tx, size, leaves, grown.nodes, head);
    return leaves.length >= batch;
  });
}

async function readPeaks(tx: Tx, size: number): Promise<Node[]> {
  const peaks: Node[] = [];
  for (const { level, index } of size === 0 ? [] : peaksOf(size))
    peaks.push({ level, index, hash: await getNode(tx, level, index) });
  return peaks;
}

/** The hash of a complete subtree of the sealed ledger. @throws LedgerDamagedError */
export async function getNode(tx: Tx, level: number, index: number): Promise<string> {
  const hash = await findNode(tx, level, index);
  if (hash === undefined) throw new LedgerDamagedError(level, index);
  return hash;
}

/** A subtree of the sealed ledger is missing: nothing more is sealed until somebody has looked. */
export class LedgerDamagedError extends Error {
  constructor(level: number, index: number) {
    super(`the sealed ledger lacks its subtree ${level}/${index}`);
    this.name = 'LedgerDamagedError';
  }
}
