/**
 * Identifiers of the make-believe city. They are computed here on their own, not by the product's validators, so that
 * each can test the other. Area prefixes 98 and 99 are not assigned in GB/T 2260: no number can be a real person's.
 */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * 公民身份号码 (GB 11643-1999): area, birth date, sequence, check by ISO 7064 MOD 11-2.
 * @param birth `YYYY-MM-DD`
 * @param sequence 1 to 999; odd for men, even for women
 */
export function identityNumber(area: string, birth: string, sequence: number): string {
  const body = `${area}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + checkDigit(body);
}

function checkDigit(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}

/** Whether an 18-digit number's check digit fits; says nothing about its area or date. */
export function checkDigitFits(idNumber: string): boolean {
  return /^\d{17}[\dX]$/.test(idNumber) && checkDigit(idNumber.slice(0, 17)) === idNumber[17];
}

/** The 15-digit number that a person born in the 20th century had before the renumbering of 1999. */
export function oldNumber(idNumber: string): string {
  return idNumber.slice(0, 6) + idNumber.slice(8, 17);
}

/** The 18-digit number that a 15-digit one became: century 19, 18 for the sequences 996 to 999. */
export function renumbered(old: string): string {
  const century = Number(old.slice(12)) >= 996 ? '18' : '19';
  const body = `${old.slice(0, 6)}${century}${old.slice(6)}`;
  return body + checkDigit(body);
}

/** `YYYY-MM-DD` out of an 18-digit number. */
export function birthOf(idNumber: string): string {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
}

/** A card of the sandbox bank: 999999 (a bank number nobody holds), the serial, Luhn's check digit (ISO/IEC 7812-1). */
export function bankCard(serial: number): string {
  const body = `999999${String(serial).padStart(9, '0')}`;
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const digit = Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return body + ((10 - (sum % 10)) % 10);
}
