import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import { oldNumber } from '../city/numbers.ts';
import type { Person } from '../city/person.ts';

/**
 * hydj 婚姻登记, with the national interface's own names: op_type (IA 结婚, IB 离婚, ICA 补发结婚证, ICB 补发离婚证, ID 撤销), op_date
 * as its time wrote it (19981018 before 2000, 2015-03-26 00:00:00.0 since), and man and woman by name and the number of the time:
 * 15 digits until October 1999. What was never entered from paper is not here.
 */
export const MARRIAGE_REGISTRY_SCHEMA = `
  CREATE TABLE hydj (
    cert_id INTEGER PRIMARY KEY, op_type TEXT, op_type_desc TEXT, op_date TEXT, name_man TEXT, cert_num_man TEXT,
    name_woman TEXT, cert_num_woman TEXT);
  CREATE INDEX i_hydj_man ON hydj (cert_num_man);
  CREATE INDEX i_hydj_woman ON hydj (cert_num_woman);
`;

const WORDS = {
  IA: '结婚登记',
  IB: '离婚登记',
  ICA: '补发结婚证',
  ICB: '补发离婚证',
  ID: '撤销登记',
} as const;

/** Numbers of 18 digits were given out from October 1999 on (国发〔1999〕15号). */
const RENUMBERED_ON = '1999-10-01';

export function fillMarriageRegistry(database: DatabaseSync, city: City): void {
  const insert = database.prepare(
    `INSERT INTO hydj (op_type, op_type_desc, op_date, name_man, cert_num_man, name_woman, cert_num_woman)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { type, on, man, woman } of city.registrations) {
    const [him, her] = [city.get(man), city.get(woman)];
    insert.run(
      type,
      WORDS[type],
      on < '2000' ? on.replaceAll('-', '') : `${on} 00:00:00.0`,
      nameOf(him),
      numberOn(him, on),
      nameOf(her),
      numberOn(her, on),
    );
  }
}

function nameOf(person: Person): string {
  return person.heldNames['marriage-registry'] ?? person.name;
}

function numberOn({ idNumber }: Person, date: string): string {
  return date < RENUMBERED_ON ? oldNumber(idNumber) : idNumber;
}
