import * as z from 'zod';
import { entitySchema, type Entity } from '../records/entity.ts';
import { factsSchema, type Facts } from '../records/facts.ts';

const ID_DIGITS = 16;

const mappingSchema = z.object({
  sk: z.string(),
  side: entitySchema.optional(),
  outsmartKey: z.string().optional(),
  idIsKey: z.literal(true).optional(),
  hash: z.string().optional(),
  readAt: z.int().optional(),
  problem: z.string().optional(),
  withdrawn: z.literal(true).optional(),
  unconfirmed: z.literal(true).optional(),
  retiring: z.array(z.string()).optional(),
  link: z.string().optional(),
  looseLinks: z.array(z.string()).optional(),
  facts: factsSchema.optional(),
  fence: z.int(),
});

/** That an easybill record is an OutSmart record, and what was last written there. */
export interface Mapping {
  readonly easybillId: number;
  /** The easybill customer of a contact person. */
  readonly parentId?: number | undefined;
  /** What the record is at OutSmart, when not what its lane is named for. */
  readonly side?: Entity | undefined;
  /** Set before the record is first sent, so that a lost answer leaves no record of OutSmart unknown. */
  readonly outsmartKey?: string | undefined;
  /** Hash of what was last written; absent while that is not certain, so that it is written again. */
  readonly hash?: string | undefined;
  /** Start of the last single read, epoch milliseconds: hints from before it are served. */
  readonly readAt?: number | undefined;
  /** Why the newest state of the record is not in OutSmart. */
  readonly problem?: string | undefined;
  readonly withdrawn?: true | undefined;
  /** Set until OutSmart confirmed the first write. */
  readonly unconfirmed?: true | undefined;
  /** Keys it had before, until they are withdrawn too. */
  readonly retiring?: readonly string[] | undefined;
  /** The category it is certain to be in, and in no other of ours. */
  readonly link?: string | undefined;
  /** Categories it may be in, until that is certain. */
  readonly looseLinks?: readonly string[] | undefined;
  readonly facts?: Facts | undefined;
  /** Fence of the lease under which it was stored, undefined before it is. */
  readonly fence?: number | undefined;
}

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
