import * as z from 'zod';

// Unset fields came back as "", although the specification says null.
const optionalText = z.string().nullable().default('');

/** easybill's contact with every documented field and the value it has when unset (specification 1.92.3, `Contact`). */
export const easybillContact = z.object({
  id: z.int(),
  /** Whose contact it is. easybill knows it from the path only and does not show it. */
  customer_id: z.int(),
  company_name: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  title: optionalText,
  salutation: z.int().min(0).max(6).default(0),
  personal: z.boolean().default(false),
  department: optionalText,
  emails: z
    .array(z.string())
    .max(3)
    .refine((emails) => new Set(emails).size === emails.length)
    .default([]),
  phone_1: optionalText,
  phone_2: optionalText,
  mobile: optionalText,
  fax: optionalText,
  street: z.string(),
  suffix_1: optionalText,
  suffix_2: optionalText,
  zip_code: optionalText,
  city: z.string(),
  state: z.string().default(''),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('DE'),
  note: optionalText,
  login_id: z.int(),
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
});

/** A stored contact. */
export type EasybillContact = z.infer<typeof easybillContact>;

/** What a test or the demo gives for a contact; the rest becomes easybill's default. */
export type ContactInput = Partial<EasybillContact>;

/** Fields easybill requires of a new contact. */
export const REQUIRED_CONTACT_FIELDS = ['street', 'city'] as const;

/** The contact as the API shows it. */
export const withoutCustomer = (contact: EasybillContact): Record<string, unknown> =>
  Object.fromEntries(Object.entries(contact).filter(([name]) => name !== 'customer_id'));
