import { CitizenId } from '#domain/citizen-id.ts';
import type { Askable } from '#flow/connectors/askable.ts';
import { SyntheticPerson, type TestQuestion } from '#flow/connectors/connector-task.ts';
import type { Faults } from './paths.ts';

/** What was typed into a form, by field name. */
type Typed = Readonly<Record<string, string>>;

/** Names of the fields of one question about synthetic persons; several stand on one page by their prefixes. */
export const questionName = (prefix: string, part: string): string => `${prefix}${part}`;

/** Whether anything of the question was typed. */
export function isAsked(prefix: string, typed: Typed): boolean {
  return ['name1', 'id1', 'name2', 'id2'].some(
    (part) => (typed[questionName(prefix, part)] ?? '').trim() !== '',
  );
}

/** The question that was typed, or why it cannot be asked. */
export function readQuestion(
  prefix: string,
  typed: Typed,
  askable: readonly Askable[],
): { question: TestQuestion } | { faults: Faults } {
  const code = typed[questionName(prefix, 'evidence')];
  const found = askable.find(({ evidence }) => evidence.code === code);
  if (found === undefined) return { faults: { [questionName(prefix, 'evidence')]: 'missing' } };
  const subjects: SyntheticPerson[] = [];
  const faults: Record<string, string> = {};
  for (let person = 1; person <= found.evidence.subjects; person += 1) {
    const [name, id] = [questionName(prefix, `name${person}`), questionName(prefix, `id${person}`)];
    const parsed = SyntheticPerson.safeParse({ name: typed[name] ?? '', idNumber: typed[id] ?? '' });
    if (parsed.success) {
      subjects.push(parsed.data);
      if (!isChecked(parsed.data)) faults[id] = 'wrong_check';
    } else
      for (const { path } of parsed.error.issues) {
        const field = path[0] === 'name' ? name : id;
        const isEmpty = (typed[field] ?? '').trim() === '';
        faults[field] = isEmpty ? 'missing' : 'not_synthetic';
      }
  }
  const given = found.given.map(
    (key) => [key, (typed[questionName(prefix, `given-${key}`)] ?? '').trim()] as const,
  );
  for (const [key, value] of given)
    if (value === '') faults[questionName(prefix, `given-${key}`)] = 'missing';
  if (Object.keys(faults).length > 0) return { faults };
  return { question: { evidence: found.evidence.code, subjects, given: Object.fromEntries(given) } };
}

/** Whether the check character is right; old numbers of 15 digits have none. */
function isChecked({ idNumber }: SyntheticPerson): boolean {
  return idNumber.length === 15 || CitizenId.safeParse(idNumber).success;
}

/** How a question would have been typed. */
export function typeQuestion(prefix: string, { evidence, subjects, given }: TestQuestion): Typed {
  const persons = subjects.flatMap(({ name, idNumber }, index) => [
    [questionName(prefix, `name${index + 1}`), name] as const,
    [questionName(prefix, `id${index + 1}`), idNumber] as const,
  ]);
  const values = Object.entries(given).map(
    ([key, value]) => [questionName(prefix, `given-${key}`), value] as const,
  );
  return { [questionName(prefix, 'evidence')]: evidence, ...Object.fromEntries([...persons, ...values]) };
}
