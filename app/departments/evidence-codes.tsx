import { useLocale, useTranslations } from 'next-intl';
import type { EvidenceField } from '#domain/evidence.ts';
import type { Askable } from '#flow/connectors/askable.ts';

/** A code as documents write it; it never breaks, so that it can be copied. */
export function Token({ children }: { children: string }) {
  return (
    <code className="token" translate="no">
      {children}
    </code>
  );
}

/** What documents and answers call the fields of an evidence type, with the values that they can have. */
export function EvidenceCodes({ askable: { evidence, given } }: { askable: Askable }) {
  const t = useTranslations('departments');
  return (
    <>
      <ul className="bullets">
        {evidence.fields.map((field) => (
          <FieldCodes key={field.name} field={field} />
        ))}
      </ul>
      {given.length === 0 ? null : (
        <p>
          {t('evidence.given')}
          {given.map((name) => (
            <Token key={name}>{name}</Token>
          ))}
        </p>
      )}
    </>
  );
}

function FieldCodes({ field: { name, label, kind, codes, optional } }: { field: EvidenceField }) {
  const t = useTranslations('departments');
  const locale = useLocale();
  const isListed = kind === 'code' && codes !== null;
  return (
    <li>
      <Token>{name}</Token> {label[locale]}
      <span className="soft">
        {' '}
        ({t(`evidence.kind.${kind}`)}
        {optional ? <>; {t('evidence.optional')}</> : null}
        {kind === 'code' && !isListed ? <>; {t('evidence.listElsewhere')}</> : null})
      </span>
      {isListed ? (
        <ul>
          {Object.entries(codes).map(([code, words]) => (
            <li key={code}>
              <Token>{code}</Token> {words[locale]}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
