const DISTANCE = 0xfee0;

/** Digits and full stops as a Chinese keyboard types them without switching: `１２．５`. */
export function wideDigits(text: string): string {
  return text.replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + DISTANCE));
}

/** Full-width digits and full stops have one reading; nothing else is touched. */
export function narrowDigits(text: string): string {
  return text.replace(/[０-９．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - DISTANCE));
}
