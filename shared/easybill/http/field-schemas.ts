import * as z from 'zod';

/** A whole number, also when written as a string. */
export const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** Text without surrounding blanks. Missing, `null` and `""` all mean empty, which is undefined inside. */
export const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const text = String(value ?? '').trim();
    return text === '' ? undefined : text;
  });

/** A whole number, or undefined when missing, `null` or `""`. */
export const optionalWholeNumber = z
  .union([wholeNumber, z.literal('')])
  .nullish()
  .transform((value) => (value === null || value === '' ? undefined : value));

/** A yes or no; missing means no. */
export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', ''])])
  .nullish()
  .transform((value) => value === true || value === 1 || value === '1');

/** A list of texts without the empty ones. Missing, `null` and `""` mean none. */
export const texts = z
  .union([z.array(optionalText), z.literal('')])
  .nullish()
  .transform((values) => (Array.isArray(values) ? values.filter((text) => text !== undefined) : []));

/** A list of whole numbers. Missing, `null` and `""` mean none. */
export const wholeNumbers = z
  .union([z.array(wholeNumber), z.literal('')])
  .nullish()
  .transform((values) => (Array.isArray(values) ? values : []));
