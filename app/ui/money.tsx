import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Fen, formatFen } from '#domain/money.ts';

/** The one big figure of a page, in its sentence: value and smaller unit. */
export function Figure({ value, unit }: { value: ReactNode; unit?: ReactNode }) {
  return (
    <p className="figure">
      {value}
      {unit === undefined ? null : <small>{unit}</small>}
    </p>
  );
}

/** The one big amount of a page. */
export function MoneyFigure({ fen }: { fen: Fen }) {
  const t = useTranslations('money');
  return <Figure value={formatFen(fen)} unit={t('yuan')} />;
}
