import * as z from 'zod';

/** easybill's position group (specification 1.92.3, `PositionGroup`). */
export const easybillPositionGroup = z.object({
  id: z.int(),
  number: z.string(),
  name: z.string(),
  description: z.string().nullable().default(null),
  login_id: z.int(),
  display_name: z.string().default(''),
});

/** A stored position group. */
export type EasybillPositionGroup = z.infer<typeof easybillPositionGroup>;

/** What a test or the demo gives for a position group; the rest becomes easybill's default. */
export type PositionGroupInput = Partial<EasybillPositionGroup>;

/** Fields easybill requires of a new position group. */
export const REQUIRED_POSITION_GROUP_FIELDS = ['number', 'name'] as const;

/**
 * A group as easybill stores it, with the name it shows for it.
 *
 * @throws ZodError when a value is not what easybill would hold
 */
export const positionGroup = (fields: Record<string, unknown>): EasybillPositionGroup => {
  const group = easybillPositionGroup.parse(fields);
  return { ...group, display_name: `${group.number} - ${group.name}` };
};
