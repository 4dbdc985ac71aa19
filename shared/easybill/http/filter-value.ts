/**
 * A value of a list filter that is to be taken as it is: a bare comma would separate two values (`../README.md`,
 * Transport).
 */
export function filterValue(text: string): string {
  return text.replaceAll(',', String.raw`\,`);
}
