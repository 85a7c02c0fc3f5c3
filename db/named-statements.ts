import { createHash } from 'node:crypto';
import type pg from 'pg';

const names = new Map<string, string>();

/**
 * A client whose statements carry names, so that PostgreSQL parses and plans each text once per connection instead of at
 * every call: under row security that is most of a small statement's time.
 */
export function withNamedStatements(client: pg.PoolClient): pg.PoolClient {
  return new Proxy(client, {
    get(target, property) {
      if (property !== 'query') return Reflect.get(target, property);
      return (config: unknown, ...rest: unknown[]) =>
        Reflect.apply(target.query, target, [named(config), ...rest]);
    },
  });
}

function named(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || !('text' in config)) return config;
  const { text } = config;
  return typeof text === 'string' ? { ...config, name: nameOf(text) } : config;
}

/** A short name that two texts do not share. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
