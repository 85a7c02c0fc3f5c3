import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { printCaseNumber } from '#domain/case-number.ts';
import { MarginLine } from '../ui/record.tsx';

/** The margin of a case's page: its number in groups of four, what it is about, and what else belongs there. */
export function CaseMargin({
  number,
  service,
  children,
}: {
  number: string;
  service: string;
  children?: ReactNode;
}) {
  const t = useTranslations('case');
  return (
    <>
      <MarginLine>
        {t('number')} <b className="numerals">{printCaseNumber(number)}</b>
      </MarginLine>
      <MarginLine>{service}</MarginLine>
      {children}
    </>
  );
}
