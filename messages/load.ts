import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Locale } from './locale.ts';

/** A namespace's texts: ICU messages, in groups of any depth. */
export type MessageTree = { [key: string]: string | MessageTree };
const MessageTree: z.ZodType<MessageTree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), MessageTree])),
);

const loaded = new Map<Locale, Record<string, MessageTree>>();

/**
 * All texts of a language: every `messages/<locale>/<namespace>.json`, keyed by namespace.
 * Read from the project folder, once per process in production. Throws when a file is not a tree of strings.
 */
export function loadMessages(locale: Locale): Record<string, MessageTree> {
  const known = loaded.get(locale);
  if (known !== undefined && process.env.NODE_ENV === 'production') return known;
  const folder = join(/* turbopackIgnore: true */ process.cwd(), 'messages', locale);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const messages = Object.fromEntries(
    files.map((name) => [
      basename(name, '.json'),
      MessageTree.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    ]),
  );
  loaded.set(locale, messages);
  return messages;
}
