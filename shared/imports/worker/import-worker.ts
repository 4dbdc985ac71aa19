import { randomUUID } from 'node:crypto';
import type { Connection } from '../../connections/connection.ts';
import { importsLane } from '../../connections/settings/settings.ts';
import {
  importMessageSchema,
  type ImportMessage,
  type RecordMessage,
} from '../../messages/import-message.ts';
import { laneOf, type Entity, type Lane } from '../../records/entity.ts';
import type { Group, QueueWorker, Received } from '../../messages/process-batch.ts';
import type { Lease } from '../stores/entity-state-store.ts';
import { YIELD_REQUEST_MS } from './yield-to-hints.ts';
import { handleRecord } from './handle-record.ts';
import { handleRun } from './handle-run.ts';
import type { ImportServices } from './import-services.ts';
import { OUTSMART_TIMEOUT_MS } from './open-session.ts';
import { sendAgain } from './send-again.ts';
import type { DeclareEntity } from '../declaration/entity-import.ts';

const LEASE_MARGIN_MS = 10_000;
/** How long work waits for another worker of the same entity and connection to finish. */
const LEASE_WAIT_SECONDS = 1;
/** How many times as long it waits at most when it had to wait before. */
const LONGEST_LEASE_WAIT = 8;
/** A run gives way within so many waits of a record. When it takes longer there is a crowd. */
const SHORT_WAITS = 5;

type Messages = Group<ImportMessage>['messages'];

/** The worker of one entity: brings records of OutSmart to what easybill has, for all connections. */
export class ImportWorker implements QueueWorker<ImportMessage> {
  readonly schema: QueueWorker<ImportMessage>['schema'];
  readonly logger: ImportServices['logger'];
  readonly #services: ImportServices;
  readonly #lane: Lane;
  readonly #declare: DeclareEntity;

  constructor(services: ImportServices, entity: Entity, declare: DeclareEntity) {
    this.schema = importMessageSchema.refine((message) => message.entity === entity);
    this.logger = services.logger;
    this.#services = services;
    this.#lane = laneOf(entity);
    this.#declare = declare;
  }

  readonly work = async (group: Group<ImportMessage>): Promise<void> => {
    const { connectionId, messages, deadline } = group;
    const { entityStates, connections, now, random } = this.#services;
    const connection = await connections.get(connectionId);
    const wanted = connection ? await this.#admit(connection, messages) : [];
    if (!connection || wanted.length === 0) return;
    const until = deadline + OUTSMART_TIMEOUT_MS + LEASE_MARGIN_MS;
    const lane = this.#lane;
    const hasHint = wanted.some(({ message }) => message.type === 'record');
    const lease = await entityStates.acquireLease(connectionId, lane, randomUUID(), now(), until, hasHint);
    if (lease) return this.#workUnderLease(connection, lease, { ...group, messages: wanted });
    if (hasHint) await entityStates.requestYield(connectionId, lane, now(), now() + YIELD_REQUEST_MS);
    for (const { message } of wanted) {
      const seconds = LEASE_WAIT_SECONDS * (1 + random() * growthOfWait(message));
      await sendAgain(this.#services, message, { seconds });
    }
  };

  /** What is to be worked on. The rest ends here, leaving a flag where something has to be made up for. */
  async #admit(connection: Connection, group: Messages): Promise<Messages> {
    const { connectionId, status, tokenGeneration } = connection;
    if (status === 'disconnected' || !importsLane(connection.settings, this.#lane)) {
      // A run ends itself, so that the next one can start when the entity is switched on again.
      return group.filter(({ message }) => message.type === 'run');
    }
    const current = group.filter(({ message }) => {
      const isHint = message.type === 'record' || message.type === 'reconcile';
      return !isHint || (message.tokenGeneration ?? tokenGeneration) >= tokenGeneration;
    });
    const isSuspended = status === 'paused' || status === 'reconnect';
    if (
      current.some(({ message }) => message.type === 'reconcile' || message.type === 'handed') ||
      (isSuspended && current.length > 0)
    ) {
      await this.#services.entityStates.markDirty(connectionId, this.#lane, this.#services.now());
    }
    // A run ends itself while the connection is not active, so that the next one can start.
    const runs = current.filter(({ message }) => message.type === 'run');
    return isSuspended ? runs : [...newestHints(current), ...runs];
  }

  async #workUnderLease(
    connection: Connection,
    lease: Lease,
    { messages, deadline, attempt }: Group<ImportMessage>,
  ): Promise<void> {
    const services = this.#services;
    let freeAt = 0;
    const noteUnsureWrite = (): void => {
      freeAt = services.now() + OUTSMART_TIMEOUT_MS;
    };
    const work = {
      services,
      declare: this.#declare,
      lane: this.#lane,
      connection,
      lease,
      deadline,
      noteUnsureWrite,
    };
    for (const received of messages) {
      await attempt(received, async () => {
        const { message } = received;
        // OutSmart may still be at a write: nothing else is written beside it.
        if (freeAt > 0) await sendAgain(services, message, { seconds: OUTSMART_TIMEOUT_MS / 1000 });
        else if (message.type === 'record') await handleRecord(work, message);
        else if (message.type === 'run') await handleRun(work, message);
      });
    }
    await services.entityStates.releaseLease(connection.connectionId, this.#lane, lease.fence, freeAt);
  }
}

/** The longer work waits, the further apart its tries: a crowd at one lease would come back as a crowd. */
function growthOfWait({ type, hops }: ImportMessage): number {
  const waits = type === 'record' ? Math.max(0, hops - SHORT_WAITS) : hops;
  return Math.min(waits, LONGEST_LEASE_WAIT);
}

/**
 * The newest hint for each record: the read it causes answers the older ones too. It keeps the place in the line for
 * permits that an older one was given, and the parent that one of them names.
 */
function newestHints(received: Messages): Messages {
  const newest = new Map<number, Received<RecordMessage>>();
  for (const { id, message } of received) {
    if (message.type !== 'record') continue;
    const known = newest.get(message.easybillId);
    const [newer, older] =
      !known || known.message.firstQueuedAt <= message.firstQueuedAt
        ? [{ id, message }, known]
        : [known, { id, message }];
    const reservation = older?.message.reservation ?? newer.message.reservation;
    const parentId = newer.message.parentId ?? older?.message.parentId;
    newest.set(message.easybillId, { ...newer, message: { ...newer.message, reservation, parentId } });
  }
  return [...newest.values()];
}
