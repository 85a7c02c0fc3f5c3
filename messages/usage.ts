import { globSync, readFileSync } from 'node:fs';

/** Which texts a source file uses: whole keys (`home.title`) and beginnings of keys that are chosen at run time. */
export type Usage = { file: string; keys: string[]; prefixes: string[] };

const BINDING =
  /const (\w+) = (?:await )?(?:useTranslations|getTranslations)\(\s*(?:\{[^}]*namespace: )?['"]([\w.-]+)['"]/g;
const CALL = /\b(\w+)(?:\.(?:rich|markup|raw|has))?\(\s*(?:'([\w.-]+)'|`([\w.-]*)\$\{|(\w+)\s*[,)])/g;
const WHOLE_FILE = /from ['"][^'"]*messages\/[\w-]+\/(\w+)\.json['"]/g;

/**
 * Reads how the pages use their texts. It follows `const t = useTranslations('namespace')` (or getTranslations) and the
 * calls of that `t` in the same file: `t('key')`, `t(\`group.${kind}\`)`, `t(kind)`. A namespace imported as JSON is
 * used as a whole. A translator handed to another file is not followed: bind it there.
 */
export function listUsages(): Usage[] {
  const files = globSync('app/**/*.{ts,tsx}').filter((file) => !/\.test\.tsx?$/.test(file));
  return files.map((file) => usageOf(file, readFileSync(file, 'utf8')));
}

function usageOf(file: string, source: string): Usage {
  const bindings = [...source.matchAll(BINDING)].map((match) => ({
    at: match.index,
    name: match[1] ?? '',
    namespace: match[2] ?? '',
  }));
  const usage: Usage = { file, keys: [], prefixes: [] };
  for (const [, namespace] of source.matchAll(WHOLE_FILE)) usage.prefixes.push(`${namespace}.`);
  for (const call of source.matchAll(CALL)) {
    const binding = bindings.findLast(({ at, name }) => at < call.index && name === call[1]);
    if (binding === undefined) continue;
    const [, , key, prefix] = call;
    if (key !== undefined) usage.keys.push(`${binding.namespace}.${key}`);
    else usage.prefixes.push(`${binding.namespace}.${prefix ?? ''}`);
  }
  return usage;
}
