import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import type { FactWord } from './fact-words.ts';
import type { Line } from './line.ts';

export const bold = (words: ReactNode) => <b>{words}</b>;

/** Sentences of one paragraph. */
export function SayLines({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations('case');
  return lines.map((line) => (
    <Fragment key={`${line.say} ${line.values.department ?? ''}`}>
      {t.rich(`line.${line.say}`, { ...line.values, b: bold })}
      {t('sentenceJoin')}
    </Fragment>
  ));
}

type FactSentenceProps = {
  facts: readonly FactWord[];
  /** Whose word it is, where two are set side by side. */
  side?: 'fact' | 'declared' | 'recorded';
};

/** Facts as one sentence, their values bold. */
export function FactSentence({ facts, side = 'fact' }: FactSentenceProps) {
  const t = useTranslations('case');
  return (
    <>
      {facts.map(({ name, label, value }, index) => (
        <Fragment key={name}>
          {index === 0 ? null : t('factJoin')}
          {t.rich(`facts.${side}`, { label, value, b: bold })}
        </Fragment>
      ))}
      {t('factsEnd')}
    </>
  );
}
