import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Details } from '../ui/details.tsx';
import { documentTitle } from '../ui/document-title.ts';
import { guardedPage } from '../ui/guarded-page.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ListTitle, MarginLine, Section } from '../ui/record.tsx';
import { Table } from '../ui/table.tsx';
import './code.css';
import { HeaderTable, ProblemTable } from './closed-lists.tsx';
import { Code } from './code.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { FieldTable } from './field-table.tsx';
import { readProtocol, readWorkedExample, type ShownOperation } from './read-document.ts';
import type { Schema } from './schema-fields.ts';

const RULES = ['attest', 'body', 'same', 'null', 'unknown', 'late'] as const;
const STEPS = ['signature', 'token', 'reply'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('developers');
  return { title: await documentTitle(t('protocol.title')), description: t('protocol.summary') };
}

/** The wire protocol for whoever wants to connect a department, made of the document that machines read. */
export default guardedPage(async () => {
  const t = await getTranslations('developers');
  const { operations, schemas, headers, problems } = readProtocol();
  const [side = '', version = ''] = t('side').split('|');
  return (
    <>
      <PageHead
        margin={
          <>
            <MarginLine>{side}</MarginLine>
            <MarginLine>{version}</MarginLine>
          </>
        }
        title={t('title')}
        lead={t('lead')}
      >
        <p>{t.rich('document', { link: (words) => <a href="/developers/openapi.json">{words}</a> })}</p>
      </PageHead>
      <Section title={t('rulesTitle')}>
        <ul className="dashes">
          {RULES.map((rule) => (
            <li key={rule}>{t(`rules.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <ListTitle remark={t('operationsRemark', { count: operations.length })}>
        {t('operationsTitle')}
      </ListTitle>
      <OperationTable operations={operations} />
      {operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} schemas={schemas} />
      ))}
      <Section title={t('headersTitle')} id="headers">
        <HeaderTable names={headers} />
      </Section>
      <Section title={t('problemsTitle')} id="problems">
        <p>{t('problemsLead')}</p>
        <ProblemTable problems={problems} />
      </Section>
      <ListTitle id="evidence">{t('evidenceTitle')}</ListTitle>
      <p>{t('evidenceLead')}</p>
      <EvidenceTable />
      <Verifying />
    </>
  );
});

function OperationTable({ operations }: { operations: readonly ShownOperation[] }) {
  const t = useTranslations('developers');
  return (
    <Table
      caption={t('operationsTitle')}
      captionHidden
      columns={[
        { key: 'operation', title: t('table.operation') },
        { key: 'address', title: t('table.address') },
        { key: 'served', title: t('table.served'), foldedName: t('table.served') },
      ]}
      rows={operations.map(({ id, method, path, at }) => ({
        key: id,
        cells: {
          operation: <a href={`#${id}`}>{t(`operation.${id}.title`)}</a>,
          address: (
            <code>
              {method} {path}
            </code>
          ),
          served: t(`at.${at}`),
        },
      }))}
    />
  );
}

type OperationProps = { operation: ShownOperation; schemas: Readonly<Record<string, Schema>> };

function OperationSection({ operation, schemas }: OperationProps) {
  const t = useTranslations('developers');
  const { id, method, path, at, request, replies } = operation;
  return (
    <>
      <ListTitle
        id={id}
        remark={
          <>
            <code>
              {method} {path}
            </code>{' '}
            {t(`at.${at}`)}
          </>
        }
      >
        {t(`operation.${id}.title`)}
      </ListTitle>
      <p>{t(`operation.${id}.lead`)}</p>
      {request === null ? null : (
        <FieldTable caption={t('request')} body={request} schema={schemas[request.schema] ?? {}} />
      )}
      {replies.map(({ status, body }) =>
        body === null ? (
          <p key={status}>
            {t('reply', { status })} <span className="soft">{status === '204' ? t('noBody') : null}</span>
          </p>
        ) : (
          <FieldTable
            key={status}
            caption={t('reply', { status })}
            body={body}
            schema={schemas[body.schema] ?? {}}
          />
        ),
      )}
    </>
  );
}

/** How to verify without anything of ours, with an example that verifies. */
function Verifying() {
  const t = useTranslations('developers');
  const { request, base, program } = readWorkedExample();
  return (
    <Section title={t('verifyTitle')} id="verifying">
      <p>{t.rich('verify.keys', { keys: (words) => <a href="/.well-known/mianzheng-keys">{words}</a> })}</p>
      {STEPS.map((step) => (
        <p key={step}>{t(`verify.${step}`)}</p>
      ))}
      <p>
        {t.rich('verify.try', { example: (words) => <a href="/developers/worked-example.json">{words}</a> })}
      </p>
      <Details summary={t('verify.request')}>
        <Code text={request} />
      </Details>
      <Details summary={t('verify.base')}>
        <Code text={base} />
      </Details>
      <Details summary={t('verify.program')}>
        <Code text={program} />
      </Details>
    </Section>
  );
}
