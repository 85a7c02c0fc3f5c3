import type { ServiceDocument } from '#domain/service.ts';

const CIRCULAR = {
  'zh-CN': '人社部发〔2021〕18号',
  'zh-TW': '人社部發〔2021〕18號',
  en: '人社部发〔2021〕18号',
};
const CIRCULAR_AND_49 = {
  'zh-CN': '人社部发〔2021〕18号；社会保险法第四十九条',
  'zh-TW': '人社部發〔2021〕18號；社會保險法第四十九條',
  en: '人社部发〔2021〕18号; 社会保险法 art. 49',
};

/**
 * Funeral grant and gratuity, in yuan. Below five years of contribution the two together do not exceed the person's
 * own contributions; the circular does not say which is cut, so the funeral grant is filled first. Where the family
 * chose another insurance's funeral grant only that part falls away: 社会保险法第四十九条 speaks of nothing else.
 */
export const amounts: ServiceDocument['amounts'] = [
  {
    id: 'funeral',
    label: { 'zh-CN': '丧葬补助金', 'zh-TW': '喪葬補助金', en: 'Funeral grant' },
    expression: 'funeralGrant',
    clause: CIRCULAR_AND_49,
    exclusive: { group: 'funeralGrant', when: 'true' },
  },
  {
    id: 'gratuity',
    label: { 'zh-CN': '抚恤金', 'zh-TW': '撫卹金', en: 'Gratuity' },
    expression: 'if belowFiveYears then min(fullGratuity, ownContributions - funeralGrant) else fullGratuity',
    clause: CIRCULAR,
  },
];
