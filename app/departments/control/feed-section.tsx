import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { FeedFile, FeedStatus, RefusedFile } from '#flow/feed-status.ts';
import { Details } from '../../ui/details.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { ListTitle } from '../../ui/record.tsx';
import styles from './control.module.css';
import { FeedTable } from './feed-table.tsx';
import { RemarkTable } from './remark-table.tsx';

/** One nightly file of a connector. */
export function FeedSection({ status, connector }: { status: FeedStatus; connector: string }) {
  const t = useTranslations('files');
  const locale = useLocale();
  const { source, serving, refused } = status;
  const { id, title } = source;
  const name = t('source', { title: title[locale], id });
  return (
    <section aria-labelledby={`file-${id}`}>
      <ListTitle id={`file-${id}`}>{name}</ListTitle>
      <div className={styles.apart}>
        <Awaited source={source} connector={connector} />
      </div>
      {serving === undefined && refused === undefined ? null : (
        <FeedTable status={status} caption={t('caption', { source: name })} />
      )}
      {serving === undefined ? <p className={styles.apart}>{t('none')}</p> : null}
      {refused === undefined ? null : <Refusal refused={refused} source={source} />}
      {serving === undefined || serving.remarkCount === 0 ? null : (
        <Details summary={<RemarksOf file={serving} />}>
          <RemarkTable file={serving} />
        </Details>
      )}
    </section>
  );
}

/** Where the department puts the file, under which name, and how it is read. The operator's own folders are nobody's business. */
function Awaited({ source: { reach }, connector }: { source: FeedStatus['source']; connector: string }) {
  const t = useTranslations('files');
  const delimiter = reach.delimiter === '\t' ? 'tab' : reach.delimiter;
  const encoding = reach.encoding.toUpperCase();
  return (
    <KeyValues
      rows={[
        {
          label: t('folder'),
          content: (
            <>
              <code>FEEDS_FOLDER/{connector}/</code> <span className="soft">{t('folderHint')}</span>
            </>
          ),
        },
        {
          label: t('name'),
          content: (
            <>
              <code>{reach.name}</code> <span className="soft">{t('nameHint')}</span>
            </>
          ),
        },
        {
          label: t('format'),
          content: reach.format === 'csv' ? t('csv', { encoding, delimiter }) : t('xlsx'),
        },
      ]}
    />
  );
}

type RefusalProps = { refused: RefusedFile; source: FeedStatus['source'] };

/** What is wrong with the file that was refused last, and what to do. */
function Refusal({ refused, source }: RefusalProps) {
  const t = useTranslations('files');
  const isReadAgain = refused.problem === 'changed_while_read';
  return (
    <>
      <h3 className={styles.apart}>{t('why', { file: refused.fileName })}</h3>
      <p>
        <Reason refused={refused} source={source} />
      </p>
      {isReadAgain || refused.isOvertaken ? null : <p>{t('again')}</p>}
      {refused.remarkCount === 0 ? null : (
        <>
          <p className={`small ${styles.apart}`}>
            <RemarksOf file={refused} />
          </p>
          <RemarkTable file={refused} />
        </>
      )}
    </>
  );
}

function Reason({ refused, source }: RefusalProps) {
  const t = useTranslations('files');
  const format = useFormatter();
  const columns = refused.columns.join(t('comma'));
  if (refused.problem === 'missing_column') return t('missing', { columns });
  if (refused.problem === 'duplicate_column') return t('twice', { columns });
  if (refused.problem !== 'too_many_bad_rows') return t('refusedFor', { word: refused.problem });
  const { rows, leftOut, duplicates, badRows: bad } = refused;
  const all = rows + leftOut + duplicates;
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 2 });
  return t('tooMany', {
    all: format.number(all),
    bad: format.number(bad),
    share: percent(bad / all),
    allowed: percent(source.reach.maxBadShare),
  });
}

/** Of which file there are remarks, and how many of them stand below. */
function RemarksOf({ file: { fileName, remarks, remarkCount: count } }: { file: FeedFile }) {
  const t = useTranslations('files');
  const shown = remarks.length;
  const said = () => {
    if (shown === 0) return t('gone', { count });
    return shown < count ? t('first', { shown, count }) : t('count', { count });
  };
  return t('remarksOf', { file: fileName, count: said() });
}
