import 'server-only';
import { getTranslations } from 'next-intl/server';
import { SampleKind } from '#flow/connectors/connector-task.ts';
import type { VersionView } from '#flow/connectors/read-version.ts';
import type { Faults } from './paths.ts';
import { questionName } from './question-form.ts';

type Askables = VersionView['askable'];

/** What the fields of a question are called, by name. */
export async function questionLabels(prefix: string, askable: Askables): Promise<Record<string, string>> {
  const t = await getTranslations('departments');
  const persons = Math.max(...askable.map(({ evidence }) => evidence.subjects));
  const labels: Record<string, string> = { [questionName(prefix, 'evidence')]: t('question.evidence') };
  for (let person = 1; person <= persons; person += 1) {
    labels[questionName(prefix, `name${person}`)] = t('question.name', { person, persons });
    labels[questionName(prefix, `id${person}`)] = t('question.number', { person, persons });
  }
  for (const key of askable.flatMap(({ given }) => given)) {
    const what = t.has(`value.${key}`) ? t(`value.${key}`) : key;
    labels[questionName(prefix, `given-${key}`)] = t('question.given', { what });
  }
  return labels;
}

/** The same for the form of the suite: each field with the kind of answer that it is about, each reason with what it is for. */
export async function suiteLabels(askable: Askables, faults: Faults): Promise<Record<string, string>> {
  const t = await getTranslations('departments');
  const labels: Record<string, string> = {};
  for (const name of Object.keys(faults)) {
    const check = /^bypass-([a-z_]+)$/.exec(name)?.[1];
    if (check !== undefined && t.has(`check.${check}`)) labels[name] = t(`check.${check}`);
  }
  for (const kind of SampleKind.options) {
    const answer = t(`suite.${kind}`);
    for (const [name, field] of Object.entries(await questionLabels(`${kind}-`, askable)))
      labels[name] = t('suite.field', { kind: answer, field });
    labels[`bypass-${kind}`] = answer;
  }
  return labels;
}
