import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';

/**
 * Contribution months in the system that runs since January 2009. `actualMonths` counts what this system holds, months
 * migrated from the older system included. `migrated` is true where nothing before 2009 is missing here: it was
 * migrated, or there was none. `ownPaidFen` is the person's own contributions without interest; for the flexibly employed
 * (`flexible`) only what was booked to the personal account (人社部发〔2021〕18号). The residents' scheme is younger than this
 * system and knows no deemed months: there `deemedMonths` is 0 and `migrated` true.
 */
export const contributions: EvidenceDocument = {
  code: 'E-PEN-YRS',
  title: { 'zh-CN': '缴费年限', 'zh-TW': '繳費年限', en: 'Contribution record' },
  department: socialInsuranceCentre,
  subjects: 1,
  connectors: ['social-security-2009'],
  fields: [
    {
      name: 'actualMonths',
      kind: 'integer',
      label: { 'zh-CN': '实际缴费月数', 'zh-TW': '實際繳費月數', en: 'Months contributed' },
      sensitive: true,
    },
    {
      name: 'deemedMonths',
      kind: 'integer',
      label: { 'zh-CN': '视同缴费月数', 'zh-TW': '視同繳費月數', en: 'Months deemed contributed' },
      sensitive: true,
    },
    {
      name: 'migrated',
      kind: 'yes_no',
      label: {
        'zh-CN': '2009年以前的缴费已并入',
        'zh-TW': '2009年以前的繳費已併入',
        en: 'Contributions before 2009 are included',
      },
    },
    {
      name: 'flexible',
      kind: 'yes_no',
      label: {
        'zh-CN': '以灵活就业身份参保',
        'zh-TW': '以靈活就業身份參保',
        en: 'Insured as flexibly employed',
      },
    },
    {
      name: 'ownPaidFen',
      kind: 'fen',
      label: { 'zh-CN': '本人缴费', 'zh-TW': '本人繳費', en: 'Own contributions' },
      sensitive: true,
    },
  ],
};
