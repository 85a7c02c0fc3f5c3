import type { ServiceDocument } from '#domain/service.ts';

type Page = ServiceDocument['pages'][number];

/** The person who died: what the departments are asked with. */
export const whom: Page = {
  id: 'whom',
  title: {
    'zh-CN': '去世亲人的姓名和身份证号码',
    'zh-TW': '去世親人的姓名和身份證號碼',
    en: 'Name and identity number of the relative who died',
  },
  reason: {
    'zh-CN': '凭这两项，我们才能向部门核实，不会用作别的用途。',
    'zh-TW': '憑這兩項，我們才能向部門核實，不會用作別的用途。',
    en: 'With these two we can ask the departments. They are used for nothing else.',
  },
  fields: [
    {
      id: 'deceasedName',
      kind: 'person_name',
      label: { 'zh-CN': '姓名', 'zh-TW': '姓名', en: 'Name' },
      hint: {
        'zh-CN': '和身份证、户口簿上的写法一致',
        'zh-TW': '和身份證、戶口簿上的寫法一致',
        en: 'As written on the identity card or household register',
      },
    },
    {
      id: 'deceasedIdNumber',
      kind: 'citizen_id',
      label: { 'zh-CN': '身份证号码', 'zh-TW': '身份證號碼', en: 'Identity number' },
      hint: {
        'zh-CN': '18位；老证件的15位号码也可以。空格不影响',
        'zh-TW': '18位；老證件的15位號碼也可以。空格不影響',
        en: '18 digits, or the 15 digits of an old card. Spaces do not matter',
      },
    },
  ],
  help: {
    question: {
      'zh-CN': '手边没有身份证号码',
      'zh-TW': '手邊沒有身份證號碼',
      en: 'I do not have the identity number',
    },
    answer: {
      'zh-CN': '号码印在户口簿、社保卡申领单和退休证上。都找不到的，可以到社保窗口办，由工作人员帮您查。',
      'zh-TW': '號碼印在戶口簿、社保卡申領單和退休證上。都找不到的，可以到社保窗口辦，由工作人員幫您查。',
      en: 'It is printed in the household register, on social security papers and in the pension booklet. If you find none of these, staff at the social insurance counter will look it up with you.',
    },
  },
};
