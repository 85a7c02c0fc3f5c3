import type { ReactNode } from 'react';
import { preferences } from '../preferences/preferences.ts';
import { ListTitle } from '../ui/record.tsx';
import styles from './elder-fold.module.css';

type ElderFoldProps = { title: string; remark: string; open: string; children: ReactNode };

/** A long list under its title; in 长辈版 it stands behind one button as wide as the page, and print shows it all. */
export async function ElderFold({ title, remark, open, children }: ElderFoldProps) {
  const { mode } = await preferences();
  const list = (
    <>
      <ListTitle remark={remark}>{title}</ListTitle>
      {children}
    </>
  );
  return mode === 'elder' ? <Fold open={open}>{list}</Fold> : list;
}

/** What stands behind one button in every mode; print shows it all. */
export function Fold({ open, children }: { open: string; children: ReactNode }) {
  return (
    <details className={styles.fold}>
      <summary className="button outline">{open}</summary>
      {children}
    </details>
  );
}
