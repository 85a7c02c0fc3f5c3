import type { ServiceDocument } from '#domain/service.ts';

const clause = {
  'zh-CN': '人社部发〔2021〕18号',
  'zh-TW': '人社部發〔2021〕18號',
  en: '人社部发〔2021〕18号',
};

/**
 * Funeral grant and gratuity, in yuan. Below five years of contribution the two together do not exceed the person's
 * own contributions; the circular does not say which is cut, so the funeral grant is filled first.
 */
export const amounts: ServiceDocument['amounts'] = [
  {
    id: 'funeral',
    label: { 'zh-CN': '丧葬补助金', 'zh-TW': '喪葬補助金', en: 'Funeral grant' },
    expression: 'if belowFiveYears then min(fullFuneral, ownContributions) else fullFuneral',
    clause,
  },
  {
    id: 'gratuity',
    label: { 'zh-CN': '抚恤金', 'zh-TW': '撫卹金', en: 'Gratuity' },
    expression:
      'if belowFiveYears then min(fullGratuity, ownContributions - min(fullFuneral, ownContributions)) else fullGratuity',
    clause,
  },
];
