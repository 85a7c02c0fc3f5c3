import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AnswerKind } from '#domain/answer.ts';
import type { AssessedCriterion } from '#domain/assessment.ts';
import { Icon, type IconName } from './icons.tsx';

export type Tone = 'settled' | 'waiting' | 'failed' | 'soft';
type Look = { icon: IconName; tone: Tone };

/** Word, shape and colour of a state: never colour alone. */
export function Mark({ icon, tone, children }: Look & { children: ReactNode }) {
  return (
    <span className={`answer ${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

const ANSWERS = {
  confirmed: { icon: 'tick', tone: 'settled' },
  contradicted: { icon: 'not-equal', tone: 'failed' },
  no_record: { icon: 'dashed-ring', tone: 'soft' },
  ambiguous: { icon: 'two-rings', tone: 'waiting' },
  pending: { icon: 'clock', tone: 'waiting' },
  unavailable: { icon: 'open-contact', tone: 'waiting' },
  not_permitted: { icon: 'barred-ring', tone: 'soft' },
} as const satisfies Record<AnswerKind, Look>;

/** One of the seven answers a department can give, as icon and word. */
export function AnswerMark({ answer }: { answer: AnswerKind }) {
  const t = useTranslations('answer');
  return <Mark {...ANSWERS[answer]}>{t(`kind.${answer}`)}</Mark>;
}

/** What became of a criterion: three values, since unknown is not false. */
export type RuleResult = AssessedCriterion['result'];

const RESULTS = {
  holds: { icon: 'tick', tone: 'settled' },
  fails: { icon: 'not-equal', tone: 'failed' },
  unknown: { icon: 'dashed-ring', tone: 'soft' },
} as const satisfies Record<RuleResult, Look>;

/** 成立, 不成立 or 还不知道, as icon and word. */
export function RuleMark({ result }: { result: RuleResult }) {
  const t = useTranslations('answer');
  return <Mark {...RESULTS[result]}>{t(`rule.${result}`)}</Mark>;
}
