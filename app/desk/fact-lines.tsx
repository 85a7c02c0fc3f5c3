import { useTranslations } from 'next-intl';
import { SayLines } from '../cases/say.tsx';
import { AnswerMark, Mark } from '../ui/answer-mark.tsx';
import type { DeskFact, FactMark } from './desk-facts.ts';

/** What was found, as far as anything was. */
export function FactValue({ fact }: { fact: DeskFact }) {
  const t = useTranslations('desk-case');
  if (fact.waits.length > 0)
    return (
      <span className="soft">
        <SayLines lines={fact.waits} />
      </span>
    );
  if (fact.facts.length === 0)
    return <span className="soft">{fact.why === null ? t('fact.none') : t(`why.${fact.why}`)}</span>;
  return (
    <>
      {fact.facts.map(({ name, label, value }, index) => (
        <span key={name}>
          {index === 0 ? null : t('fact.join')}
          {label}
          {t('fact.colon')}
          <b>{value}</b>
        </span>
      ))}
      {fact.why === null || fact.why === 'no_record' ? null : (
        <span className="soft fact-why">{t(`why.${fact.why}`)}</span>
      )}
    </>
  );
}

/** Where it comes from and under which key it was found; whose word it is where a person gave it. */
export function FactSource({ fact }: { fact: DeskFact }) {
  const t = useTranslations('desk-case');
  const { person, source, keyUsed, mark } = fact;
  if (person !== null) {
    return (
      <>
        {t('fact.byPerson', { tail: person.tail, basis: person.basis })}
        <span className="soft small said">{t('said', { reason: person.reason })}</span>
      </>
    );
  }
  if (mark === 'committed') return t('fact.byApplicant');
  if (source === null) return null;
  return (
    <>
      {source}
      {keyUsed === null ? null : <span className="soft small">{t(`key.${keyUsed}`)}</span>}
    </>
  );
}

const OWN = {
  determined: { icon: 'tick', tone: 'settled' },
  committed: { icon: 'tick', tone: 'settled' },
  waiting: { icon: 'clock', tone: 'waiting' },
  unasked: { icon: 'dashed-ring', tone: 'soft' },
} as const;

/** Icon and word of what came back. */
export function FactResult({ mark }: { mark: FactMark }) {
  const t = useTranslations('desk-case');
  switch (mark) {
    case 'determined':
    case 'committed':
    case 'waiting':
    case 'unasked':
      return <Mark {...OWN[mark]}>{t(`mark.${mark}`)}</Mark>;
    default:
      return <AnswerMark answer={mark} />;
  }
}
