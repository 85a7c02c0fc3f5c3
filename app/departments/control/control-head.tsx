import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import type { ConnectorId } from '#domain/ids.ts';
import { ConnectorHead, type ConnectorPart } from '../connector-head.tsx';
import { ConsoleNav } from '../console-frame.tsx';
import type { Loaded } from './load-control.ts';

type ControlHeadProps = {
  loaded: Pick<Loaded<unknown>, 'officer' | 'raw'>;
  connector: ConnectorId;
  current: ConnectorPart;
  children?: ReactNode;
};

/** The parts of the console, and the head of one connector's page. */
export function ControlHead({ loaded: { officer, raw }, connector, current, children }: ControlHeadProps) {
  const view = raw.connectors.get(connector);
  if (view === undefined) notFound();
  return (
    <>
      <ConsoleNav current="connectors" actor={officer} />
      <ConnectorHead view={view} current={current}>
        {children}
      </ConnectorHead>
    </>
  );
}
