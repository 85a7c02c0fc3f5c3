import type { Readable } from 'node:stream';
import { type Entry, open, type ZipFile } from 'yauzl';
import { FeedProblem } from './feed-problem.ts';

/** A workbook has a dozen parts; one with pictures some hundreds. */
const MAX_ENTRIES = 2_000;
const MAX_TOTAL_BYTES = 4 * 1024 ** 3;
/** A sheet of equal rows shrinks to a hundredth; a bomb to a thousandth. */
const MAX_RATIO = 250;
/** Below this size no ratio does any harm. */
const RATIO_FROM_BYTES = 8 * 1024 ** 2;

/** The parts of a workbook, by name. */
export interface OpenZip {
  has(name: string): boolean;
  /** The part's bytes, unpacked as they are read. @throws FeedProblem no_sheet, bad_zip */
  read(name: string): Promise<Readable>;
  close(): void;
}

/**
 * Opens a ZIP archive and checks what its directory declares before anything is unpacked; what is unpacked must then be of the
 * declared size, or reading fails. Nothing is ever written to disk, so names cannot lead anywhere.
 * @throws FeedProblem bad_zip, zip_bomb, encrypted
 */
export async function openZip(path: string): Promise<OpenZip> {
  const zip = await openFile(path);
  try {
    const entries = await listEntries(zip);
    return {
      has: (name) => entries.has(name),
      read: (name) => readEntry(zip, entries.get(name)),
      close: () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    throw cause instanceof FeedProblem ? cause : new FeedProblem('bad_zip', { cause });
  }
}

function openFile(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (cause, zip) => {
      if (cause) reject(new FeedProblem('bad_zip', { cause }));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  return new Promise((resolve, reject) => {
    if (zip.entryCount > MAX_ENTRIES) reject(new FeedProblem('zip_bomb'));
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      const isSteep =
        entry.uncompressedSize > RATIO_FROM_BYTES &&
        entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
      if (total > MAX_TOTAL_BYTES || isSteep) return reject(new FeedProblem('zip_bomb'));
      if (entry.isEncrypted()) return reject(new FeedProblem('encrypted'));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function readEntry(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (entry === undefined) return reject(new FeedProblem('no_sheet'));
    zip.openReadStream(entry, (cause, stream) => {
      if (cause) reject(new FeedProblem('bad_zip', { cause }));
      else resolve(stream);
    });
  });
}
