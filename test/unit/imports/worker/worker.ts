import type { Logger } from '@aws-lambda-powertools/logger';
import type { EntityImport } from '../../../../shared/imports/declaration/entity-import.ts';
import { processBatch } from '../../../../shared/messages/process-batch.ts';
import { ImportWorker } from '../../../../shared/imports/worker/import-worker.ts';
import type { Run } from '../../../../shared/imports/stores/run.ts';
import { startRun } from '../../../../shared/imports/runs/start-run.ts';
import type { ImportMessage } from '../../../../shared/messages/import-message.ts';
import type { Lane } from '../../../../shared/records/entity.ts';
import type { Tables } from '../../../support/tables.ts';
import { json, startVendorServer, type VendorServer } from '../../../support/vendor-server.ts';
import { Engine, type Source, type Target } from '../engine.ts';
import { start, WaitingWork } from './waiting.ts';

const ENTITY: Lane = 'customer';
const DEADLINE = start + 300_000;

/** The worker of the imagined entity, between both vendors in memory and a queue that a test delivers itself. */
export class WorkerWorld {
  readonly engine: Engine;
  readonly waiting: WaitingWork;
  /** Replaces parts of how the entity is imported. */
  declaration: Partial<EntityImport<Source, Target>> = {};
  readonly #easybill: VendorServer;
  readonly #worker: ImportWorker;

  private constructor(tables: Tables, connectionId: string, easybill: VendorServer) {
    this.#easybill = easybill;
    this.engine = new Engine(tables, connectionId);
    this.waiting = new WaitingWork(tables, connectionId, easybill.baseUrl);
    const logger = { debug: () => undefined, error: () => undefined } as unknown as Logger;
    const services = {
      ...this.waiting.services,
      logger,
      send: (message: ImportMessage, delaySeconds?: number) => this.send(message, delaySeconds),
    };
    this.#worker = new ImportWorker(services, ENTITY, () => ({
      ...this.engine.session().declaration,
      ...this.declaration,
    }));
  }

  static async start(tables: Tables, connectionId: string): Promise<WorkerWorld> {
    const easybill = await startVendorServer();
    easybill.answerWith(json(200, { page: 1, pages: 1, total: 1, items: [{ id: 1 }] }));
    const world = new WorkerWorld(tables, connectionId, easybill);
    const { services, work } = world.waiting;
    await services.connections.put({ ...work.connection, easybillAccount: 'login-1' });
    return world;
  }

  /** How the worker sends to its queue. */
  send: (message: ImportMessage, delaySeconds?: number) => Promise<void> = (message, delaySeconds) =>
    this.waiting.services.send(message, delaySeconds);

  /** A hint that a record may have changed. */
  hint(easybillId: number): ImportMessage {
    return {
      type: 'record',
      connectionId: this.engine.connectionId,
      entity: ENTITY,
      firstQueuedAt: start,
      hops: 0,
      easybillId,
      source: 'webhook',
    };
  }

  /** Gives the worker a batch of messages and returns the numbers of those that are to be delivered again. */
  async deliver(...batch: readonly unknown[]): Promise<number[]> {
    const messages = batch.map((message, i) => ({ id: String(i), body: JSON.stringify(message) }));
    return (await processBatch(this.#worker, messages, DEADLINE)).map(Number);
  }

  /** Starts a run and takes its first message from the queue. */
  async startRun(): Promise<ImportMessage> {
    // Runs are listed in the order of their starts.
    this.waiting.now += 1;
    await startRun(this.waiting.services, this.engine.connectionId, ENTITY, 'manual');
    return this.take()!;
  }

  /** The next message of the queue, whatever its delay. */
  take(): ImportMessage | undefined {
    return this.waiting.sent.shift()?.message;
  }

  /** Plays a run to its end, as far as its messages lead. */
  async completeRun(): Promise<Run> {
    const first = await this.startRun();
    for (let message: ImportMessage | undefined = first; message; message = this.take()) {
      await this.deliver(message);
    }
    return (await this.latestRun())!;
  }

  async latestRun(): Promise<Run | undefined> {
    return (await this.waiting.services.runs.list(this.engine.connectionId, 1)).items[0];
  }

  async stop(): Promise<void> {
    await this.#easybill.close();
  }
}
