import type { EvidenceDocument } from '#domain/evidence.ts';
import { marriageLibrary } from './departments.ts';

/**
 * State of the marriage registered between two persons, first the deceased, then the applicant: the last of marriage, divorce
 * and annulment by date; certificates issued anew change nothing. Asked through the province, which has a daily number of
 * questions for all its offices. No record never means unmarried: paper registers before about 2000 were not all entered, and
 * a divorce by a court is not in it at all.
 */
export const marriage: EvidenceDocument = {
  code: 'E-MAR',
  title: { 'zh-CN': '婚姻登记', 'zh-TW': '婚姻登記', en: 'Registered marriage' },
  department: marriageLibrary,
  subjects: 2,
  held: 'scarce',
  connectors: ['marriage-registry'],
  fields: [
    {
      name: 'state',
      kind: 'code',
      label: {
        'zh-CN': '逝者与申请人的婚姻登记状态',
        'zh-TW': '逝者與申請人的婚姻登記狀態',
        en: 'Registered state of the marriage',
      },
      sensitive: true,
      codes: {
        MARRIED: { 'zh-CN': '已登记结婚', 'zh-TW': '已登記結婚', en: 'Married' },
        DIVORCED: { 'zh-CN': '已登记离婚', 'zh-TW': '已登記離婚', en: 'Divorced' },
        ANNULLED: { 'zh-CN': '婚姻登记已撤销', 'zh-TW': '婚姻登記已撤銷', en: 'Registration annulled' },
      },
    },
  ],
};
