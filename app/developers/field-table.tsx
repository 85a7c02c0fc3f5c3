import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Details } from '../ui/details.tsx';
import { Table } from '../ui/table.tsx';
import { Code } from './code.tsx';
import type { ShownBody } from './read-document.ts';
import { listFields, type Schema } from './schema-fields.ts';

/** A place in a body, which may break before each of its steps. */
function Path({ children }: { children: string }) {
  const [first, ...rest] = children.split('.');
  return (
    <code>
      {first}
      {rest.map((step) => (
        <Fragment key={step}>
          <wbr />.{step}
        </Fragment>
      ))}
    </code>
  );
}

/** A body with more fields than these is folded: the page stays one that can be looked over. */
const MOST_OPEN = 6;

/** What stands in a body, field by field, with an example one tap away. */
export function FieldTable({ caption, body, schema }: { caption: string; body: ShownBody; schema: Schema }) {
  const t = useTranslations('developers');
  const meaningOf = (name: string) => {
    const special = `${body.schema}_${name}`;
    if (t.has(`field.${special}`)) return t(`field.${special}`);
    return t.has(`field.${name}`) ? t(`field.${name}`) : null;
  };
  const fields = listFields(schema);
  const isLong = fields.length > MOST_OPEN;
  const table = (
    <Table
      caption={caption}
      captionHidden={isLong}
      columns={[
        { key: 'field', title: t('table.field') },
        { key: 'type', title: t('table.type') },
        { key: 'meaning', title: t('table.meaning') },
      ]}
      rows={fields.map(({ path, name, type, required }) => ({
        key: path,
        cells: {
          field: <Path>{path}</Path>,
          type: (
            <>
              <code>{type}</code>{' '}
              <span className="soft nowrap">{required ? t('required') : t('optional')}</span>
            </>
          ),
          meaning: meaningOf(name),
        },
      }))}
    />
  );
  return (
    <>
      {isLong ? (
        <Details summary={t('bodyFold', { title: caption, schema: body.schema, count: fields.length })}>
          {table}
        </Details>
      ) : (
        table
      )}
      <Details summary={`${t('example')} ${body.schema}`}>
        <Code text={JSON.stringify(body.example, null, 2)} />
      </Details>
    </>
  );
}
