/**
 * The records with this number, as it is written; where there are none, those whose number differs in spelling only.
 * OutSmart, where the number comes from, may not tell upper from lower case: without the latter a customer would be
 * made a second time.
 */
export function withNumber<T extends { readonly number?: string | undefined }>(
  records: readonly T[],
  number: string,
): T[] {
  const exact = records.filter((record) => record.number === number);
  return exact.length > 0 ? exact : records.filter((record) => isSameNumber(record.number, number));
}

/** Whether two numbers differ in upper and lower case and blanks around them at most. */
export function isSameNumber(one: string | undefined, other: string): boolean {
  return one !== undefined && spelling(one) === spelling(other);
}

function spelling(number: string): string {
  return number.normalize('NFC').trim().toLowerCase();
}
