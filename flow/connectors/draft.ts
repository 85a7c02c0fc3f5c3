import { z } from 'zod';
import { Source, Way } from '#domain/connector.ts';
import { Texts } from '#domain/evidence.ts';

/** The steps in which a connector is described; each way of joining takes some of them, in this order. */
export const DraftStep = z.enum([
  'evidence',
  'where',
  'auth',
  'exchange',
  'rows',
  'coverage',
  'limits',
  'credential',
  'check',
]);
export type DraftStep = z.infer<typeof DraftStep>;

/** What was typed so far, by field name; also what cannot be taken yet. */
export type Typed = Readonly<Record<string, string>>;

/**
 * A connector's next version in the making: the sources that it has already, and what officers have typed about the ones
 * that are being described. `document` is the whole as text where somebody writes it by hand.
 */
export const Draft = z.object({
  title: Texts,
  way: Way,
  kept: z.array(Source),
  typed: z.record(z.string(), z.string()),
  document: z.string().nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** Evidence types that were ticked. */
export function evidenceOf(typed: Typed): string[] {
  return (typed.evidence ?? '').split(',').filter((code) => code !== '');
}

/**
 * The steps of a way of joining. A step about secrets stands there only where there is one. A document that is written by
 * hand may have one anywhere, and closes the steps that it says everything about: they would lose what they have no field for.
 */
export function stepsOf({
  way,
  typed,
  document,
}: Pick<Draft, 'way' | 'typed' | 'document'>): readonly DraftStep[] {
  if (document !== null) return ['limits', 'credential', 'check'];
  const isMapped = way === 'mapped';
  const auth = isMapped && (typed.auth ?? 'none') !== 'none';
  const credential = auth || way === 'view' || (way === 'native' && typed.proves === 'mtls');
  return [
    ...(['evidence', 'where'] as const),
    ...(auth ? (['auth'] as const) : []),
    ...(isMapped ? (['exchange'] as const) : []),
    ...(way === 'native' || way === 'desk' ? [] : (['rows'] as const)),
    ...(['coverage', 'limits'] as const),
    ...(credential ? (['credential'] as const) : []),
    'check',
  ];
}
