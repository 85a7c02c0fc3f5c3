import type { Answer, FactFields, Flag, Heard } from '#domain/answer.ts';

/** What one source of a department answered. */
export interface Said {
  id: string;
  title: string;
  precedence: number;
  answer: Answer;
}

type Of<K extends Answer['kind']> = Omit<Said, 'answer'> & { answer: Extract<Answer, { kind: K }> };
type Certain = Of<'confirmed' | 'contradicted'>;
type Ambiguous = Of<'ambiguous'>;
type Waiting = Of<'unavailable' | 'pending'>;

/** Cleaning steps told at most. */
const MOST_STEPS = 200;
const UNKNOWN: Answer = { kind: 'unavailable', cause: 'malformed', retryAt: null };

/**
 * One answer of what several sources said, the same in whatever order they said it.
 *
 * Certain sources that agree confirm, with the fields of the highest precedence and the newest time of them all. Where they
 * contradict one another precedence does not decide: the answer is that of the highest and `disputed`, and a person looks.
 * A source wins by its precedence only over sources that found nothing, that are silent, or that are not sure. A silent
 * source of the same or a higher precedence might have known better, so it is asked again first; and where nobody is sure
 * and somebody is silent there is no `no_record`.
 */
export function reconcile(said: readonly Said[]): Answer {
  const sorted = said.toSorted((a, b) => b.precedence - a.precedence || (a.id < b.id ? -1 : 1));
  const [only] = sorted;
  if (only === undefined) return { kind: 'not_permitted', rule: 'connector:not_covered' };
  if (sorted.length === 1) return only.answer;
  const heard = sorted.map(hear);
  const certain = sorted.filter(isCertain);
  const ambiguous = sorted.filter(isAmbiguous);
  const [sure] = certain;
  const [unsure] = ambiguous;
  const best = Math.max(sure?.precedence ?? -1, unsure?.precedence ?? -1);
  const missed = sorted.filter(isWaiting).filter(({ precedence }) => precedence >= best);
  if (missed.length > 0) return silence(missed);
  if (sure !== undefined && (unsure === undefined || sure.precedence > unsure.precedence)) {
    return { ...agree(sure, certain), heard };
  }
  if (unsure === undefined) return nothingFound(sorted);
  const candidates = Math.max(...ambiguous.map(({ answer }) => answer.candidates));
  return { ...unsure.answer, candidates, heard };
}

/** Null is what a source has nothing to say about; it contradicts nobody, and a lower source may fill it in. */
function agree(first: Certain, all: readonly Certain[]): Certain['answer'] {
  const disputed = all.some((one, index) => all.slice(index + 1).some((other) => contradicts(one, other)));
  const speaking = disputed ? [first] : all;
  const flags = new Set<Flag>(all.flatMap(({ answer }) => answer.flags));
  if (disputed) flags.add('disputed');
  const asOf = newest(speaking.map(({ answer }) => answer.asOf));
  const fieldAsOf = fieldTimes(speaking, asOf);
  const cleaning = all.flatMap(({ answer }) => answer.cleaning ?? []).slice(0, MOST_STEPS);
  const { fieldAsOf: _own, ...answer } = first.answer;
  return {
    ...answer,
    fields: mergeFields(speaking),
    asOf,
    flags: [...flags].toSorted(),
    ...(Object.keys(fieldAsOf).length > 0 ? { fieldAsOf } : {}),
    ...(cleaning.length > 0 ? { cleaning } : {}),
  };
}

function mergeFields(speaking: readonly Certain[]): FactFields {
  const fields: FactFields = {};
  for (const { answer } of speaking) {
    for (const [name, value] of Object.entries(answer.fields)) fields[name] = fields[name] ?? value;
  }
  return fields;
}

/** For each field the newest time of those that hold it, where that is not the whole answer's. */
function fieldTimes(speaking: readonly Certain[], asOf: string): Record<string, string> {
  const times: Record<string, string> = {};
  for (const name of Object.keys(mergeFields(speaking))) {
    const holding = speaking.filter(({ answer }) => (answer.fields[name] ?? null) !== null);
    const held = (holding.length > 0 ? holding : speaking).map(
      ({ answer }) => answer.fieldAsOf?.[name] ?? answer.asOf,
    );
    const time = newest(held);
    if (time !== asOf) times[name] = time;
  }
  return times;
}

function contradicts(one: Certain, other: Certain): boolean {
  if (one.answer.kind !== other.answer.kind) return true;
  return Object.entries(one.answer.fields).some(([name, value]) => {
    const said = other.answer.fields[name] ?? null;
    return value !== null && said !== null && value !== said;
  });
}

/** Several silent ones: asking again helps where one was down; where one is still looking, its ticket is the answer. */
function silence(missed: readonly Waiting[]): Answer {
  const down = missed.filter((each) => each.answer.kind === 'unavailable').map(({ answer }) => answer);
  const [first] = down;
  if (first?.kind === 'unavailable') {
    const times = down.flatMap((answer) =>
      answer.kind === 'unavailable' && answer.retryAt ? [answer.retryAt] : [],
    );
    return { ...first, retryAt: times.length > 0 ? newest(times) : null };
  }
  const pending = missed.map(({ answer }) => answer).filter((answer) => answer.kind === 'pending');
  const last = newest(pending.map(({ expectedAt }) => expectedAt));
  return pending.find(({ expectedAt }) => expectedAt === last) ?? UNKNOWN;
}

/** Nothing found, where every source could say so; of when the oldest of them speaks. */
function nothingFound(sorted: readonly Said[]): Answer {
  const refused = sorted.find(({ answer }) => answer.kind === 'not_permitted');
  if (refused !== undefined) return refused.answer;
  const answers = sorted.map(({ answer }) => answer).filter((answer) => answer.kind === 'no_record');
  const [first] = answers;
  if (first === undefined) return UNKNOWN;
  const flags = [...new Set<Flag>(answers.flatMap((answer) => answer.flags))].toSorted();
  return { ...first, asOf: oldest(answers.map(({ asOf }) => asOf)), flags, heard: sorted.map(hear) };
}

function hear({ title, answer }: Said): Heard {
  const source = title.slice(0, 120);
  if (answer.kind === 'unavailable' || answer.kind === 'pending' || answer.kind === 'not_permitted') {
    return { source, kind: 'unavailable', asOf: null };
  }
  return { source, kind: answer.kind, asOf: answer.asOf };
}

function newest(times: readonly string[]): string {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b) || (a < b ? -1 : 1)).at(-1) ?? '';
}

function oldest(times: readonly string[]): string {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b) || (a < b ? -1 : 1))[0] ?? '';
}

function isCertain(said: Said): said is Certain {
  return said.answer.kind === 'confirmed' || said.answer.kind === 'contradicted';
}

function isAmbiguous(said: Said): said is Ambiguous {
  return said.answer.kind === 'ambiguous';
}

function isWaiting(said: Said): said is Waiting {
  return said.answer.kind === 'unavailable' || said.answer.kind === 'pending';
}
