import { notFound } from 'next/navigation';
import { StepId } from '#domain/ids.ts';
import type { CaseContext } from '../case-context.ts';
import { departmentOf, getEvidence } from '../case-context.ts';

/** The question of a case that somebody says was answered wrongly, in words; whatever is none leads nowhere. */
export function findAsked(context: CaseContext, text: string) {
  const step = StepId.safeParse(text);
  const question = context.view.state.questions.find((each) => each.step === text);
  if (!step.success || question === undefined || question.note === null) notFound();
  const { locale } = context.words;
  const evidence = getEvidence(context, question.evidence);
  const asked = evidence.fields.filter(({ name }) => question.fields.includes(name));
  return {
    step: step.data,
    answer: question.note.kind,
    thing: evidence.title[locale],
    department: departmentOf(context, question),
    fields: asked.map(({ name, label }) => ({ name, label: label[locale] })),
  };
}
