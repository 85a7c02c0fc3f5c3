import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LedgerHead } from '#domain/ledger-head.ts';
import { leafHash, leafText } from '../ledger.ts';
import { headKey, signHead } from './head.ts';
import type { LedgerLine } from './ledger-file.ts';
import { grow, type Node, rootOf } from './tree.ts';
import { verifyLedger } from './verify-ledger.ts';

const TRIES = 1_000;

function drawKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    key: headKey({ kid, ...privateKey.export({ format: 'jwk' }) }),
    published: { kid, ...publicKey.export({ format: 'jwk' }) },
  };
}
const own = drawKey('heads');
const forger = drawKey('heads');
const draw = (below: number) => Math.floor(Math.random() * below);

function drawLeaf(index: number): string {
  return leafText({
    v: 1,
    id: `leaf_${index}_${randomBytes(4).toString('hex')}`,
    at: new Date(1_700_000_000_000 + index * 1_000).toISOString(),
    kind: 'answer.received',
    actor: 'broker',
    refs: { call: randomBytes(8).toString('hex'), attempt: draw(5) },
    commitments: { fact: randomBytes(32).toString('hex') },
  });
}

/** A ledger as the sealer makes it, with a head after each batch. */
function ledgerOf(leaves: readonly string[], batches: readonly number[], key = own.key): LedgerLine[] {
  const lines: LedgerLine[] = [{ type: 'ledger', v: 1, size: leaves.length }];
  let [size, peaks]: [number, readonly Node[]] = [0, []];
  leaves.forEach((leaf, position) => {
    lines.push({ type: 'leaf', position, leaf });
    ({ size, peaks } = grow(size, peaks, [leafHash(leaf)]));
    if (!batches.includes(size) && size !== leaves.length) return;
    const root = rootOf(peaks.map(({ hash }) => hash));
    lines.push({ type: 'head', head: signHead(key, size, root, new Date(1_700_000_000_000 + size * 1_000)) });
  });
  return lines;
}

interface Drawn {
  leaves: string[];
  batches: number[];
  lines: LedgerLine[];
  witness: LedgerHead;
}

/** An honest ledger of some batches, and one of its heads that a department has kept. */
function drawLedger(): Drawn {
  const leaves = Array.from({ length: 2 + draw(40) }, (_, index) => drawLeaf(index));
  const batches = Array.from({ length: draw(5) }, () => 1 + draw(leaves.length));
  const lines = ledgerOf(leaves, batches);
  const witness = lines.flatMap((line) => (line.type === 'head' ? [line.head] : [])).at(-1);
  if (witness === undefined) throw new Error('a ledger has a head');
  return { leaves, batches, lines, witness };
}

async function isClean(lines: readonly LedgerLine[], witnessed: readonly LedgerHead[]): Promise<boolean> {
  const texts = lines.map((line) => JSON.stringify(line));
  const { findings } = await verifyLedger(texts, { keys: [own.published], witnessed });
  return findings.length === 0;
}

/** The leaves numbered and announced anew, as a careful forger would. */
function renumbered(lines: readonly LedgerLine[]): LedgerLine[] {
  let position = 0;
  const count = lines.filter(({ type }) => type === 'leaf').length;
  return lines.map((line) => {
    if (line.type === 'ledger') return { ...line, size: count };
    return line.type === 'leaf' ? { ...line, position: position++ } : line;
  });
}

function indexOfLeaf(lines: readonly LedgerLine[], nth: number): number {
  return lines.flatMap((line, index) => (line.type === 'leaf' ? [index] : []))[nth] ?? 0;
}

/** One digit of a leaf becomes another. */
function flip({ leaves, lines }: Drawn): LedgerLine[] {
  const victim = indexOfLeaf(lines, draw(leaves.length));
  return lines.map((line, index) => {
    if (index !== victim || line.type !== 'leaf') return line;
    const digits = [...line.leaf.matchAll(/\d/g)].map((match) => match.index);
    const at = digits[draw(digits.length)] ?? 0;
    const other = (Number(line.leaf[at]) + 1 + draw(9)) % 10;
    return { ...line, leaf: `${line.leaf.slice(0, at)}${other}${line.leaf.slice(at + 1)}` };
  });
}

const TAMPERINGS: Record<string, (drawn: Drawn) => LedgerLine[]> = {
  'a changed digit': flip,
  'a removed leaf': ({ leaves, lines }) => {
    const victim = indexOfLeaf(lines, draw(leaves.length));
    return renumbered(lines.filter((_, index) => index !== victim));
  },
  'two leaves in another order': ({ leaves, lines }) => {
    const first = draw(leaves.length - 1);
    const [one, other] = [
      indexOfLeaf(lines, first),
      indexOfLeaf(lines, first + 1 + draw(leaves.length - first - 1)),
    ];
    const swapped = [...lines];
    const [a, b] = [lines[one], lines[other]];
    if (a === undefined || b === undefined) throw new Error('both leaves are there');
    [swapped[one], swapped[other]] = [b, a];
    return renumbered(swapped);
  },
  'a cut end': ({ leaves, lines }) => {
    const kept = lines.slice(0, indexOfLeaf(lines, draw(leaves.length)));
    return renumbered(kept.length === 0 ? lines.slice(0, 1) : kept);
  },
  'leaves forged and all heads signed again with another key of the same name': ({ leaves, batches }) => {
    const victim = draw(leaves.length);
    const forged = leaves.map((leaf, index) => (index === victim ? drawLeaf(index) : leaf));
    return ledgerOf(forged, batches, forger.key);
  },
  'an earlier state, whole and honestly signed': ({ leaves, batches }) => {
    const kept = leaves.slice(0, draw(leaves.length));
    return ledgerOf(kept, batches);
  },
};

describe('an export of the ledger', () => {
  test(`that is honest is never doubted, in ${TRIES} ledgers`, async () => {
    for (let round = 0; round < TRIES; round += 1) {
      const { lines, witness } = drawLedger();
      expect(await isClean(lines, [witness])).toBe(true);
    }
  });

  test.each(Object.entries(TAMPERINGS))(
    `with %s is found out, in each of ${TRIES} tries`,
    async (_name, tamper) => {
      let unnoticed = 0;
      for (let round = 0; round < TRIES; round += 1) {
        const drawn = drawLedger();
        if (await isClean(tamper(drawn), [drawn.witness])) unnoticed += 1;
      }
      expect(unnoticed).toBe(0);
    },
  );

  test('is not taken on the word of a key that came from nowhere', async () => {
    const { lines } = drawLedger();
    const texts = lines.map((line) => JSON.stringify(line));
    const { findings } = await verifyLedger(texts, { keys: [], witnessed: [] });
    expect(findings.map(({ problem }) => problem)).toContain('unknown_key_or_signature');
  });

  test('that is not an export at all is said to be none', async () => {
    const { findings } = await verifyLedger(['hello', '{}'], { keys: [own.published], witnessed: [] });
    expect(findings.map(({ problem }) => problem)).toContain('not_a_line');
  });
});
