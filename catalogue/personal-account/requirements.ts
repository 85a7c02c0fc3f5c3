import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/requirements/account.ts';
import { certificateDate, register } from '../after-a-death/requirements/death.ts';
import { balance, insured, pension } from '../after-a-death/requirements/insurance.ts';
import { kin } from '../after-a-death/requirements/kin.ts';

/** The scheme is asked first: everything else matters only where the employees' insurance kept the account. */
export const requirements: ServiceDocument['requirements'] = [
  insured(['scheme'], {
    'zh-CN': '核实个人账户是不是职工养老保险的',
    'zh-TW': '核實個人帳戶是不是職工養老保險的',
    en: 'To confirm that the account is one of the employees’ insurance',
  }),
  certificateDate,
  register,
  balance({
    'zh-CN': '计算可以继承的个人账户余额',
    'zh-TW': '計算可以繼承的個人帳戶餘額',
    en: 'To work out what can be inherited of the account',
  }),
  pension(['lastPaidMonth', 'monthlyFen'], {
    'zh-CN': '核实去世以后有没有多发养老金',
    'zh-TW': '核實去世以後有沒有多發養老金',
    en: 'To learn whether pension was paid after the death',
  }),
  kin(
    {
      'zh-CN': '核实您是逝者的继承人',
      'zh-TW': '核實您是逝者的繼承人',
      en: 'To confirm that you are an heir',
    },
    '社会保险法第十四条；民法典第一千一百二十七条',
  ),
  account('社会保险经办条例第二十六条'),
];
