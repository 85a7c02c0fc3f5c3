import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Mark } from './answer-mark.tsx';
import { ActionLink } from './button.tsx';
import { Figure } from './money.tsx';

type FactCardProps = {
  title: ReactNode;
  /** The fact itself (33年4个月); both values when two sources differ. */
  value: ReactNode;
  source: ReactNode;
  asOf: ReactNode;
  /** Under which key it was found. */
  keyUsed?: ReactNode;
  validUntil?: ReactNode;
  /** Older than the source promises: the date is set in amber. */
  stale?: boolean;
  /** Two sources differ. */
  disputed?: boolean;
  /** 这一项有误. */
  disputeHref?: string;
};

/** One fact as a resident sees it: the figure, then where it comes from, and the way to say that it is wrong. */
export function FactCard(props: FactCardProps) {
  const {
    title,
    value,
    source,
    asOf,
    keyUsed,
    validUntil,
    stale = false,
    disputed = false,
    disputeHref,
  } = props;
  const t = useTranslations('fact');
  const rows: { label: string; content: ReactNode }[] = [
    { label: t('source'), content: source },
    { label: t('asOf'), content: stale ? <b className="waiting">{asOf}</b> : asOf },
    { label: t('keyUsed'), content: keyUsed },
    { label: t('validUntil'), content: validUntil },
  ].filter(({ content }) => content !== undefined);
  return (
    <div className="fact">
      <h3>{title}</h3>
      <Figure value={value} />
      {disputed ? (
        <p>
          <Mark icon="two-rings" tone="waiting">
            {t('conflict')}
          </Mark>
        </p>
      ) : null}
      <KeyValues rows={rows} />
      {disputeHref === undefined ? null : <ActionLink href={disputeHref}>{t('dispute')}</ActionLink>}
    </div>
  );
}

/** Names and values in two columns, small. */
export function KeyValues({ rows }: { rows: readonly { label: string; content: ReactNode }[] }) {
  return (
    <dl className="key-values">
      {rows.map(({ label, content }) => [
        <dt key={`${label} name`}>{label}</dt>,
        <dd key={label}>{content}</dd>,
      ])}
    </dl>
  );
}
