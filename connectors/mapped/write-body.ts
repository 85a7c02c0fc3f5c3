import { XMLBuilder } from 'fast-xml-parser';
import type { MappedReach } from './mapped-reach.ts';

const TYPES = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
  form: 'application/x-www-form-urlencoded; charset=utf-8',
} as const satisfies Record<MappedReach['sends'], string>;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const builder = new XMLBuilder({ ignoreAttributes: false });

export interface Body {
  type: string;
  text: string;
}

/** A request's body in the form that the service takes; undefined where an expression has made no object for it. */
export function writeBody(sends: MappedReach['sends'], value: unknown): Body | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return { type: TYPES[sends], text: WRITERS[sends](value) };
}

const WRITERS = {
  json: (value: object) => JSON.stringify(value),
  xml: (value: object) => DECLARATION + builder.build(value),
  /** An object within a form travels as JSON, as `biz_content` does. */
  form: (value: object) => {
    const pairs = Object.entries(value).map(([name, each]): [string, string] => [
      name,
      typeof each === 'string' ? each : JSON.stringify(each),
    ]);
    return new URLSearchParams(pairs).toString();
  },
} as const satisfies Record<MappedReach['sends'], (value: object) => string>;
