import * as z from 'zod';
import { entitySchema } from '../records/entity.ts';
import { factsSchema } from '../records/facts.ts';

const ID_DIGITS = 16;

const mappingSchema = z.object({
  sk: z.string(),
  /** What the record is at OutSmart, when not what its lane is named for. */
  side: entitySchema.optional(),
  /** Set before the record is first sent, so that a lost answer leaves no record of OutSmart unknown. */
  outsmartKey: z.string().optional(),
  idIsKey: z.literal(true).optional(),
  /** Hash of what was last written; absent while that is not certain, so that it is written again. */
  hash: z.string().optional(),
  /** Start of the last single read, epoch milliseconds: hints from before it are served. */
  readAt: z.int().optional(),
  /** Why the newest state of the record is not in OutSmart. */
  problem: z.string().optional(),
  withdrawn: z.literal(true).optional(),
  /** Set until OutSmart confirmed the first write. */
  unconfirmed: z.literal(true).optional(),
  /** Keys it had before, until they are withdrawn too. */
  retiring: z.array(z.string()).readonly().optional(),
  /** The category it is certain to be in, and in no other of ours. */
  link: z.string().optional(),
  /** Categories it may be in, until that is certain. */
  looseLinks: z.array(z.string()).readonly().optional(),
  facts: factsSchema.optional(),
  fence: z.int(),
});

/** That an easybill record is an OutSmart record, and what was last written there. */
export type Mapping = Readonly<Omit<z.infer<typeof mappingSchema>, 'sk' | 'idIsKey' | 'fence'>> & {
  readonly easybillId: number;
  /** The easybill customer of a contact person. */
  readonly parentId?: number | undefined;
  /** Fence of the lease under which it was stored, undefined before it is. */
  readonly fence?: number | undefined;
};

/** Where a mapping is in its partition. Ranges are of parents, so that only their ids have to sort. */
export function mappingKey(easybillId: number, parentId: number | undefined): string {
  return parentId === undefined ? sortKey(easybillId) : `${sortKey(parentId)}#${easybillId}`;
}

/** An id of easybill in the order of the partition. */
export function sortKey(easybillId: number): string {
  return String(easybillId).padStart(ID_DIGITS, '0');
}

/** A mapping as it is stored. */
export function readMapping(item: Record<string, unknown>): Mapping {
  const { sk, idIsKey, ...stored } = mappingSchema.parse(item);
  const [easybillId = 0, parentId] = sk.split('#').map(Number).reverse();
  const mapping = idIsKey ? { ...stored, outsmartKey: String(easybillId) } : stored;
  return { easybillId, ...(parentId !== undefined && { parentId }), ...mapping };
}
