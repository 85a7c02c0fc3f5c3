import { useLocale, useTranslations } from 'next-intl';
import type { Texts } from '#domain/evidence.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { listSources } from '#flow/list-sources.ts';
import { plainTitle } from '../ui/phrase-title.tsx';
import { Section } from '../ui/record.tsx';
import { Table } from '../ui/table.tsx';

/** What a start page says of a service, all of it from the definition. */
export function ServiceSections({ service }: { service: ServiceDefinition }) {
  const t = useTranslations('service');
  const locale = useLocale();
  const { workingDays, basis } = service.timeLimit;
  const b = (words: React.ReactNode) => <b className="nowrap">{words}</b>;
  return (
    <>
      <Section title={t('whoTitle')}>
        <Paragraphs text={service.whoFor} />
      </Section>
      <Section title={t('paysTitle')}>
        <Paragraphs text={service.pays} />
      </Section>
      <Section title={t('sourcesTitle')}>
        <SourceTable service={service} />
        <p>{t('sourcesNote')}</p>
      </Section>
      <Section title={t('needTitle')}>
        <p>{t('need', { count: service.pages.length })}</p>
        <ol>
          {service.pages.map(({ id, title }) => (
            <li key={id}>{plainTitle(title[locale])}</li>
          ))}
        </ol>
        <p>{t('needNote')}</p>
      </Section>
      <Section title={t('timeTitle')}>
        <p>{t.rich('time', { days: workingDays, payDays: service.payWithinWorkingDays, b })}</p>
        <p className="small soft">{basis[locale]}</p>
      </Section>
      <Section title={t('costTitle')}>
        <p>{t('cost')}</p>
      </Section>
      <Section title={t('counterTitle')}>
        <Paragraphs text={service.counter} />
        <p>{t.rich('call', { call: (words) => <a href="tel:12345">{words}</a> })}</p>
      </Section>
    </>
  );
}

/** Paragraphs of a definition's text, which separates them by line breaks. */
function Paragraphs({ text }: { text: Texts }) {
  const locale = useLocale();
  return text[locale].split('\n').map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}

/** What is to be established, why, who is asked about it, and the paper that nobody needs to bring. */
function SourceTable({ service }: { service: ServiceDefinition }) {
  const t = useTranslations('service');
  const locale = useLocale();
  const asked = listSources(service, undefined).filter(({ sources }) => sources.length > 0);
  const rows = asked.map(({ requirement, sources }) => ({
    key: requirement.id,
    cells: {
      what: requirement.title[locale],
      why: requirement.purpose[locale],
      who: [...new Set(sources.map(({ department }) => department[locale]))].join(t('separator')),
      spared: requirement.paperSpared?.[locale] ?? t('noPaper'),
    },
  }));
  return (
    <Table
      caption={t('tableCaption')}
      captionHidden
      columns={[
        { key: 'what', title: t('what') },
        { key: 'why', title: t('why') },
        { key: 'who', title: t('who'), foldedName: t('whoFolded') },
        { key: 'spared', title: t('spared'), foldedName: t('sparedFolded') },
      ]}
      rows={rows}
    />
  );
}
