/**
 * Something that no log may hold. `alone`: only where no other Chinese character touches it, because names of two
 * characters also occur inside ordinary words and inside longer names.
 */
export type Sought = { readonly kind: string; readonly text: string; readonly alone: boolean };

/** Where something was found; never what. `line` counts from 1. */
export type Leak = { readonly kind: string; readonly line: number };

/** Ways in which signing in would show in a log, whoever signs in. */
const TRACES = [
  { kind: 'session cookie', pattern: /\bmz-session=[^;\s]/ },
  { kind: 'authorization code', pattern: /[?&]code=[\w-]/ },
  { kind: 'bearer token', pattern: /\bbearer [\w-]{16}/ },
  { kind: 'signed token', pattern: /\beyj[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/ },
] as const;

/** Every place of `log` that holds something sought, or a trace of signing in; each kind once for a line. */
export function findLeaks(log: string, sought: readonly Sought[]): Leak[] {
  const wanted = sought.map((entry) => ({ ...entry, text: plain(entry.text) }));
  return log.split('\n').flatMap((text, index) => {
    const forms = formsOf(text);
    const found = wanted.filter((entry) => forms.some((form) => holds(form, entry)));
    const traces = TRACES.filter(({ pattern }) => forms.some((form) => pattern.test(form)));
    const kinds = new Set([...found, ...traces].map(({ kind }) => kind));
    return [...kinds].map((kind) => ({ kind, line: index + 1 }));
  });
}

/** Full-width and half-width, upper and lower case are the same. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A line as it stands, with what JSON and addresses escape spelt out, and with its digits moved together. */
function formsOf(line: string): string[] {
  const spelt = plain(unescapeLine(line));
  return [...new Set([plain(line), spelt, spelt.replaceAll(/(?<=\d)[\s-]+(?=[\dx])/g, '')])];
}

function unescapeLine(line: string): string {
  return line
    .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/(?:%[\da-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
}

function holds(line: string, { text, alone }: Sought): boolean {
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) {
    if (!alone || !(isHan(line.slice(0, at).at(-1)) || isHan(line[at + text.length]))) return true;
  }
  return false;
}

const isHan = (character: string | undefined) => character !== undefined && /\p{Script=Han}/u.test(character);
