import { useLocale, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Texts } from '#domain/evidence.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import type { OpenBundle } from '#flow/services.ts';
import { listAskedOnce } from '../apply/asked-once.ts';
import { Fold } from '../cases/elder-fold.tsx';
import { preferences } from '../preferences/preferences.ts';
import { Details } from '../ui/details.tsx';
import { plainTitle } from '../ui/phrase-title.tsx';
import { ListTitle, MarginLine, RecordRow, Section } from '../ui/record.tsx';
import { Table } from '../ui/table.tsx';

/** What a start page says of an application, all of it from the definitions. */
export function BundleSections({ open: { bundle, services, pages } }: { open: OpenBundle }) {
  const t = useTranslations('service');
  const locale = useLocale();
  const definitions = services.map(({ definition }) => definition);
  return (
    <>
      <ListTitle remark={t('coversRemark')}>{t('coversTitle')}</ListTitle>
      <ol>
        {definitions.map((service) => (
          <CoveredService key={service.id} service={service} />
        ))}
      </ol>
      <Section title={t('overpaidTitle')}>
        <p>{t('overpaid')}</p>
      </Section>
      <Section title={t('whoTitle')}>
        <Paragraphs text={bundle.whoFor} />
      </Section>
      <Section title={t('needTitle')}>
        <p>{t('need', { count: pages.length })}</p>
        <ol>
          {pages.map(({ id, title }) => (
            <li key={id}>{plainTitle(title[locale])}</li>
          ))}
        </ol>
        <p>{t('needNote')}</p>
      </Section>
      <Section title={t('sourcesTitle')}>
        <Sources services={definitions} />
        <p>{t('sourcesNote')}</p>
      </Section>
      <Section title={t('costTitle')}>
        <p>{t('cost')}</p>
      </Section>
      <Section title={t('counterTitle')}>
        <Paragraphs text={bundle.counter} />
        <p>{t.rich('call', { call: (words) => <a href="tel:12345">{words}</a> })}</p>
      </Section>
    </>
  );
}

/** One service of the application: what it is; one tap away for whom, what it pays, and where the time limit comes from. */
function CoveredService({ service }: { service: ServiceDefinition }) {
  const t = useTranslations('service');
  const locale = useLocale();
  const { timeLimit, payWithinWorkingDays: payDays } = service;
  const b = (words: ReactNode) => <b className="nowrap">{words}</b>;
  return (
    <RecordRow
      as="li"
      margin={<MarginLine>{t('decidedWithin', { days: timeLimit.workingDays })}</MarginLine>}
    >
      <h3>{service.shortTitle[locale]}</h3>
      <p>{service.summary[locale]}</p>
      <Details summary={t('more', { service: service.shortTitle[locale] })}>
        <h4>{t('whoTitle')}</h4>
        <Paragraphs text={service.whoFor} />
        <h4>{t('paysTitle')}</h4>
        <Paragraphs text={service.pays} />
        <h4>{t('timeTitle')}</h4>
        <p>{t.rich('time', { days: timeLimit.workingDays, payDays, b })}</p>
        <p className="small soft">{timeLimit.basis[locale]}</p>
      </Details>
    </RecordRow>
  );
}

/** Paragraphs of a definition's text, which separates them by line breaks. */
function Paragraphs({ text }: { text: Texts }) {
  const locale = useLocale();
  return text[locale].split('\n').map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}

/** The table of sources; it is long, and in 长辈版 it stands behind one button. */
async function Sources({ services }: { services: readonly ServiceDefinition[] }) {
  const { mode } = await preferences();
  const t = await getTranslations('service');
  const table = <SourceTable services={services} />;
  const { length } = listAskedOnce(services, undefined);
  return mode === 'elder' ? <Fold open={t('sourcesOpen', { count: length })}>{table}</Fold> : table;
}

/** What is to be established, for which services, who is asked about it, and the paper that nobody needs to bring. */
function SourceTable({ services }: { services: readonly ServiceDefinition[] }) {
  const t = useTranslations('service');
  const locale = useLocale();
  const list = (texts: readonly Texts[]) => texts.map((text) => text[locale]).join(t('separator'));
  const rows = listAskedOnce(services, undefined).map((asked) => ({
    key: asked.key,
    cells: {
      what: asked.title[locale],
      which: asked.services.length === services.length ? t('allServices') : list(asked.services),
      who: [...new Set(asked.sources.map(({ department }) => department[locale]))].join(t('separator')),
      spared: asked.papers.length === 0 ? t('noPaper') : list(asked.papers),
    },
  }));
  return (
    <Table
      caption={t('tableCaption')}
      captionHidden
      columns={[
        { key: 'what', title: t('what') },
        { key: 'which', title: t('which'), foldedName: t('whichFolded') },
        { key: 'who', title: t('who'), foldedName: t('whoFolded') },
        { key: 'spared', title: t('spared'), foldedName: t('sparedFolded') },
      ]}
      rows={rows}
    />
  );
}
