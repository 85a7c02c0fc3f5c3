import { useTranslations } from 'next-intl';
import type { Grounds } from '#domain/case-event.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { Section } from '../ui/record.tsx';
import type { CaseContext } from './case-context.ts';

type RefusalProps = { context: CaseContext; decision: DecisionPersonal };

/** Why nothing is paid: the reason as the person wrote it, what it rests on and the clause. */
export function RefusalReason({ context, decision }: RefusalProps) {
  const t = useTranslations('decision');
  const grounds = context.view.state.decision?.grounds ?? null;
  const basis = grounds === null ? undefined : groundsWords(context, grounds);
  return (
    <Section title={t('refused.why')}>
      {decision.reason === null
        ? null
        : decision.reason.split('\n').map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      {basis === undefined ? null : (
        <>
          <p>{t('refused.grounds', { statement: basis.statement })}</p>
          <p className="small soft">{t('not.clause', { clause: basis.clause })}</p>
        </>
      )}
    </Section>
  );
}

/** The criterion or requirement that a refusal rests on, with its clause. */
function groundsWords({ view, words }: CaseContext, { kind, id }: Grounds) {
  const { locale } = words;
  if (kind === 'criterion') {
    const criterion = view.service.criteria.find((each) => each.id === id);
    return criterion && { statement: criterion.statement[locale], clause: criterion.clause[locale] };
  }
  const requirement = view.service.requirements.find((each) => each.id === id);
  return requirement && { statement: requirement.title[locale], clause: requirement.legalBasis.citation };
}

/** Who decided: two persons by the tails of their staff numbers, or the system by its rules. */
export function DecidedBy({ context }: { context: CaseContext }) {
  const t = useTranslations('decision');
  const [first, second] = context.view.state.decision?.officers ?? [];
  return (
    <Section title={t('by.title')}>
      <p>
        {first === undefined || second === undefined
          ? t('by.system')
          : t('by.persons', { first: first.tail, second: second.tail })}
      </p>
    </Section>
  );
}
