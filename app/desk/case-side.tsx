import { useLocale, useTranslations } from 'next-intl';
import type { Sibling } from '#flow/read-desk-case.ts';
import type { CaseContext } from '../cases/case-context.ts';
import { claimFact } from '../cases/fact-words.ts';
import { KeyValues } from '../ui/key-values.tsx';

/** What the applicant filed, and the other cases of the application with their states. */
export function CaseSide({ context, siblings }: { context: CaseContext; siblings: readonly Sibling[] }) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  // Who the two persons are stands in the head of the page.
  const persons = new Set(
    context.view.service.persons.flatMap(({ nameFrom, idNumberFrom }) => [nameFrom, idNumberFrom]),
  );
  const names = Object.keys(context.view.claim).filter((name) => !persons.has(name));
  const filed = names.flatMap((name) => claimFact(context, name) ?? []);
  return (
    <>
      <h2>{t('side.filed')}</h2>
      <KeyValues rows={filed.map(({ label, value }) => ({ label, content: value }))} />
      {siblings.length === 0 ? null : (
        <>
          <h2>{t('side.siblings')}</h2>
          <ul className="siblings">
            {siblings.map((sibling) => (
              <li key={sibling.id}>
                <a className="target" href={`/desk/cases/${sibling.id}`}>
                  {sibling.service.shortTitle[locale]}
                </a>
                <span className="soft small">
                  <SiblingState sibling={sibling} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function SiblingState({ sibling: { state, service } }: { sibling: Sibling }) {
  const t = useTranslations('desk-case');
  if (state.payment === 'paid' || state.payment === 'bounced') return t(`payment.${state.payment}`);
  if (state.decision !== null)
    return t(`outcome.${state.decision.outcome}`, { direction: service.direction });
  return t(`status.${state.status}`);
}
