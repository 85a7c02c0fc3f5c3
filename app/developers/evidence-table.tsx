import { useLocale, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { listAskable } from '#flow/connectors/askable.ts';
import { EvidenceCodes, Token } from '../departments/evidence-codes.tsx';
import { Table } from '../ui/table.tsx';

/** Everything that departments can be asked for: codes and titles in a table, kinds and values one tap away. */
export function EvidenceTable() {
  const t = useTranslations('developers');
  const locale = useLocale();
  return (
    <Table
      caption={t('evidenceTitle')}
      captionHidden
      columns={[
        { key: 'code', title: t('table.code') },
        { key: 'evidence', title: t('table.evidence') },
        { key: 'persons', title: t('table.persons'), foldedName: t('table.persons') },
        { key: 'fields', title: t('table.fields') },
      ]}
      rows={listAskable().map((askable) => ({
        key: askable.evidence.code,
        cells: {
          code: <Token>{askable.evidence.code}</Token>,
          evidence: (
            <>
              {askable.evidence.title[locale]}
              <span className="thing small soft">{askable.evidence.department[locale]}</span>
            </>
          ),
          persons: askable.evidence.subjects,
          fields: (
            <details className="codes">
              <summary>
                {askable.evidence.fields.map(({ name }) => (
                  <Fragment key={name}>
                    <Token>{name}</Token>{' '}
                  </Fragment>
                ))}
              </summary>
              <div>
                <EvidenceCodes askable={askable} />
              </div>
            </details>
          ),
        },
      }))}
    />
  );
}
