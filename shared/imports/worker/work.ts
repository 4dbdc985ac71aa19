import type { Connection } from '../../connections/connection.ts';
import type { Lane } from '../../records/entity.ts';
import type { Lease } from '../stores/entity-state-store.ts';
import type { DeclareEntity } from '../declaration/entity-import.ts';
import type { ImportServices } from './import-services.ts';

/** What the messages of one connection share while a worker holds the lease of their entity. */
export interface Work {
  readonly services: ImportServices;
  readonly declare: DeclareEntity;
  /** What the lease is for. */
  readonly lane: Lane;
  readonly connection: Connection;
  readonly lease: Lease;
  /** When the function ends, epoch milliseconds. */
  readonly deadline: number;
  /** To be called when OutSmart may still carry out a write that nobody waits for. */
  readonly noteUnsureWrite: () => void;
}
