import { useTranslations } from 'next-intl';
import { Table } from '../ui/table.tsx';
import type { Problems } from './read-document.ts';

/** What the headers are for. */
export function HeaderTable({ names }: { names: readonly string[] }) {
  const t = useTranslations('developers');
  return (
    <Table
      caption={t('headersTitle')}
      captionHidden
      columns={[
        { key: 'header', title: t('table.header') },
        { key: 'meaning', title: t('table.meaning') },
      ]}
      rows={names.map((name) => ({
        key: name,
        cells: { header: <code>{name}</code>, meaning: t(`header.${name}`) },
      }))}
    />
  );
}

/** Every problem code with what to do about it. */
export function ProblemTable({ problems }: { problems: Problems }) {
  const t = useTranslations('developers');
  return (
    <Table
      caption={t('problemsTitle')}
      captionHidden
      columns={[
        { key: 'code', title: t('table.code') },
        { key: 'status', title: t('table.status'), foldedName: t('table.status') },
        { key: 'whose', title: t('table.whose'), foldedName: t('table.whose') },
        { key: 'again', title: t('table.again'), foldedName: t('table.again') },
        { key: 'meaning', title: t('table.meaning') },
      ]}
      rows={Object.entries(problems).map(([code, { status, origin, retryable }]) => ({
        key: code,
        cells: {
          code: <code>{code}</code>,
          status,
          whose: t(`origin.${origin}`),
          again: t(`again.${retryable ? 'yes' : 'no'}`),
          meaning: t(`problem.${code}`),
        },
      }))}
    />
  );
}
