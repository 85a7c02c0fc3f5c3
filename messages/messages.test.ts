import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { loadMessages, type MessageTree } from './load.ts';
import { LOCALES } from './locale.ts';
import { listUsages } from './usage.ts';

function flatten(tree: MessageTree, path = ''): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : flatten(value, `${path}${name}.`),
  );
}

/** What a message asks of its caller: arguments and tags, in any order. */
function placeholders(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...placeholders(element.children)];
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      const branches = Object.values(element.options).flatMap(({ value }) => placeholders(value));
      return [element.value, ...branches];
    }
    return [element.value];
  });
}

const texts = Object.fromEntries(LOCALES.map((locale) => [locale, new Map(flatten(loadMessages(locale)))]));
const chinese = texts['zh-CN'] ?? new Map<string, string>();
const usages = listUsages();

describe.each(LOCALES.filter((locale) => locale !== 'zh-CN'))('%s', (locale) => {
  const translated = texts[locale] ?? new Map<string, string>();

  test('has the same texts as zh-CN, no more and no fewer', () => {
    expect([...translated.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  test('asks for the same arguments and tags', () => {
    const differing = [...translated].filter(([key, message]) => {
      const asked = (text: string) => [...new Set(placeholders(parse(text)))].sort().join();
      return asked(message) !== asked(chinese.get(key) ?? '');
    });
    expect(differing).toEqual([]);
  });
});

test('every text that a page asks for exists', () => {
  const missing = usages.flatMap(({ file, keys }) =>
    keys.filter((key) => !chinese.has(key)).map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test('every text is asked for by some page', () => {
  const keys = new Set(usages.flatMap((usage) => usage.keys));
  const prefixes = usages.flatMap((usage) => usage.prefixes);
  const unused = [...chinese.keys()].filter(
    (key) => !keys.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
});

test('no text congratulates, exclaims, or calls the dead person what a family would not', () => {
  const banned = /恭喜|成功|温馨提示|溫馨提示|死者|亡者|亲，|！|!/u;
  const found = LOCALES.flatMap((locale) =>
    [...(texts[locale] ?? [])]
      .filter(([, message]) => banned.test(message))
      .map(([key]) => `${locale} ${key}`),
  );
  expect(found).toEqual([]);
});

test('Chinese texts use full-width punctuation', () => {
  const halfWidth = /\p{Script=Han}[,;:?]|[,;:?]\p{Script=Han}/u;
  const found = (['zh-CN', 'zh-TW'] as const).flatMap((locale) =>
    [...(texts[locale] ?? [])]
      .filter(([, message]) => halfWidth.test(message.replaceAll(/\{\w+, (plural|select),/g, '')))
      .map(([key]) => `${locale} ${key}`),
  );
  expect(found).toEqual([]);
});
