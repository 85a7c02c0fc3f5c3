import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionLink } from './ui/button.tsx';
import { PageHead } from './ui/page-head.tsx';
import { ListTitle, MarginLine, Section } from './ui/record.tsx';

/** What can be settled online today, by the event in a family's life that leads to it. */
const LIFE_EVENTS = [
  {
    event: 'afterDeath',
    services: [{ service: 'afterADeath', href: '/services/after-a-death' }],
  },
] as const;

/** The home page: what has happened, what can be done about it here, and how to go on without it. */
export default function HomePage() {
  const t = useTranslations('home');
  const b = (words: ReactNode) => <b>{words}</b>;
  return (
    <>
      <PageHead margin={<MarginLine>{t('side')}</MarginLine>} title={t('title')} lead={t('lead')} />
      <ListTitle>{t('eventsTitle')}</ListTitle>
      <LifeEvents />
      <Section title={t('howTitle')}>
        <p>{t.rich('howTell', { b })}</p>
        <p>{t.rich('howAsk', { b })}</p>
        <p>{t.rich('howDecide', { b })}</p>
      </Section>
      <Section title={t('appliedTitle')}>
        <p>{t.rich('applied', { signin: (words) => <a href="/sign-in">{words}</a> })}</p>
      </Section>
      <Section title={t('counterTitle')}>
        <p>{t('counter')}</p>
      </Section>
    </>
  );
}

/** An index in type: the event in the margin, its services as links. */
function LifeEvents() {
  const t = useTranslations('home');
  return (
    <ul className="index">
      {LIFE_EVENTS.map(({ event, services }) => (
        <li className="record" key={event}>
          <div className="margin">
            <h3>{t(`event.${event}`)}</h3>
          </div>
          <ul>
            {services.map(({ service, href }) => (
              <li key={service}>
                <ActionLink href={href}>{t(`service.${service}`)}</ActionLink>
                <p>{t(`covers.${service}`)}</p>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li className="record">
        <div className="margin">
          <h3>{t('elseTitle')}</h3>
        </div>
        <p>{t.rich('else', { call: (words) => <a href="tel:12345">{words}</a> })}</p>
      </li>
    </ul>
  );
}
