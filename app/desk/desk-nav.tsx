import { getTranslations } from 'next-intl/server';

const PLACES = { queue: '/desk', payments: '/desk/payments' } as const;

/** The parts of the desk; `current` is the page one is on, or that it belongs to. */
export async function DeskNav({ current }: { current: keyof typeof PLACES | null }) {
  const t = await getTranslations('desk');
  return (
    <nav className="desk-nav" aria-label={t('nav.label')}>
      <a href={PLACES.queue} aria-current={current === 'queue' ? 'page' : undefined}>
        {t('nav.queue')}
      </a>
      <a href={PLACES.payments} aria-current={current === 'payments' ? 'page' : undefined}>
        {t('nav.payments')}
      </a>
    </nav>
  );
}
