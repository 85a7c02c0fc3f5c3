import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/requirements/account.ts';
import { kin } from '../after-a-death/requirements/kin.ts';

/** Who applies: a close relative, with an account of her own. */
export const familyRequirements: ServiceDocument['requirements'] = [
  kin(
    {
      'zh-CN': '核实您是逝者的近亲属',
      'zh-TW': '核實您是逝者的近親屬',
      en: 'To confirm that you are a close relative',
    },
    '民法典第一千零四十五条；社会保险经办条例第八条',
  ),
  account('社会保险经办条例第二十六条'),
];
