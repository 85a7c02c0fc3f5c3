import type { ServiceDocument } from '#domain/service.ts';

type Page = ServiceDocument['pages'][number];

/**
 * From which fund the funeral grant is drawn (社会保险法第四十九条第二款: only one of them). The choice concerns the funeral
 * grant alone; the clause says nothing of the gratuity.
 */
export const funeralFund: Page = {
  id: 'funeral-fund',
  title: {
    'zh-CN': '丧葬补助金只能选领一项，您选哪一项？',
    'zh-TW': '喪葬補助金只能選領一項，您選哪一項？',
    en: 'Only one funeral grant can be drawn. Which one do you choose?',
  },
  reason: {
    'zh-CN':
      '养老、工伤、失业保险的丧葬补助金都符合条件的，家属只能选择领取其中一项（社会保险法第四十九条）。',
    'zh-TW':
      '養老、工傷、失業保險的喪葬補助金都符合條件的，家屬只能選擇領取其中一項（社會保險法第四十九條）。',
    en: 'Where the funeral grants of the pension, work injury and unemployment insurance are all due, the family can choose only one of them (社会保险法 art. 49).',
  },
  fields: [
    {
      id: 'funeralFund',
      kind: 'choice',
      label: { 'zh-CN': '丧葬补助金从', 'zh-TW': '喪葬補助金從', en: 'The funeral grant of the' },
      hint: null,
      options: [
        {
          value: 'PENSION',
          label: { 'zh-CN': '养老保险领取', 'zh-TW': '養老保險領取', en: 'pension insurance' },
          consequence: {
            'zh-CN': '在这里一起办。不是因工去世、去世时也没有在领失业保险金的，就是这一项。',
            'zh-TW': '在這裡一起辦。不是因工去世、去世時也沒有在領失業保險金的，就是這一項。',
            en: 'Handled here with the rest. It is this one if the death did not come through work and no unemployment benefit was being drawn.',
          },
        },
        {
          value: 'INJURY',
          label: { 'zh-CN': '工伤保险领取', 'zh-TW': '工傷保險領取', en: 'work injury insurance' },
          consequence: {
            'zh-CN': '要向工伤保险另外申请，这里不再发丧葬补助金。其他各项照常核算，不受影响。',
            'zh-TW': '要向工傷保險另外申請，這裡不再發喪葬補助金。其他各項照常核算，不受影響。',
            en: 'You apply to the work injury insurance for it, and no funeral grant is paid here. Everything else is worked out as usual.',
          },
        },
        {
          value: 'UNEMPLOYMENT',
          label: { 'zh-CN': '失业保险领取', 'zh-TW': '失業保險領取', en: 'unemployment insurance' },
          consequence: {
            'zh-CN':
              '去世时正在领失业保险金的才有。要向失业保险另外申请，这里不再发丧葬补助金；其他各项不受影响。',
            'zh-TW':
              '去世時正在領失業保險金的才有。要向失業保險另外申請，這裡不再發喪葬補助金；其他各項不受影響。',
            en: 'Due only if unemployment benefit was being drawn at the time. You apply to the unemployment insurance for it, and no funeral grant is paid here; nothing else changes.',
          },
        },
      ],
    },
  ],
  help: {
    question: {
      'zh-CN': '不知道符合哪一项',
      'zh-TW': '不知道符合哪一項',
      en: 'I do not know which one applies',
    },
    answer: {
      'zh-CN':
        '可以选养老保险。如果可能是因工去世，或者逝者当时在领失业保险金，请先问社保窗口的工作人员，或者拨打12345。',
      'zh-TW':
        '可以選養老保險。如果可能是因工去世，或者逝者當時在領失業保險金，請先問社保窗口的工作人員，或者撥打12345。',
      en: 'Choose the pension insurance. If the death may have come through work, or unemployment benefit was being drawn, ask at the social insurance counter or call 12345 first.',
    },
  },
};
