import { isWaivable, WAIVABLE, type Waivable } from '#domain/conformance.ts';
import type { Askable } from '#flow/connectors/askable.ts';
import { BypassReason, SampleKind, TaskInput, type TestQuestion } from '#flow/connectors/connector-task.ts';
import type { Faults } from './paths.ts';
import { isAsked, readQuestion, typeQuestion } from './question-form.ts';

/** What the suite is run with, and what of the form cannot be taken. */
export interface SuiteForm {
  samples: Partial<Record<SampleKind, TestQuestion>>;
  bypass: Partial<Record<Waivable, string>>;
  faults: Faults;
}

/** The form of the suite: a question for every kind of answer or a reason why there is none, and reasons for what is left out. */
export function readSuite(texts: Readonly<Record<string, string>>, askable: readonly Askable[]): SuiteForm {
  const samples: SuiteForm['samples'] = {};
  const bypass: SuiteForm['bypass'] = {};
  let faults: Faults = {};
  for (const name of WAIVABLE) {
    const text = texts[`bypass-${name}`] ?? '';
    if (text.trim() === '') continue;
    const reason = BypassReason.safeParse(text);
    if (reason.success) bypass[name] = reason.data;
    else faults = { ...faults, [`bypass-${name}`]: 'too_short' };
  }
  for (const kind of SampleKind.options) {
    if (isAsked(`${kind}-`, texts)) {
      const read = readQuestion(`${kind}-`, texts, askable);
      if ('faults' in read) faults = { ...faults, ...read.faults };
      else samples[kind] = read.question;
    } else if (!isWaivable(kind)) {
      faults = { ...faults, [`${kind}-name1`]: 'missing' };
    } else if (bypass[kind] === undefined && faults[`bypass-${kind}`] === undefined) {
      faults = { ...faults, [`bypass-${kind}`]: 'sample_or_reason' };
    }
  }
  return { samples, bypass, faults };
}

/** What was typed for an earlier task, so that it can be run again with one thing changed. */
export function typedFor(input: unknown): Readonly<Record<string, string>> {
  const task = TaskInput.safeParse(input);
  if (!task.success) return {};
  if (task.data.kind === 'test_call') return typeQuestion('', task.data.question);
  const { samples, bypass } = task.data;
  const reasons = Object.entries(bypass).map(([name, reason]) => [`bypass-${name}`, reason] as const);
  const questions = SampleKind.options.map((kind) => {
    const sample = samples[kind];
    return sample === undefined ? {} : typeQuestion(`${kind}-`, sample);
  });
  return Object.assign({}, Object.fromEntries(reasons), ...questions);
}
