import type { Logger } from '@aws-lambda-powertools/logger';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import { listLogins, type Page } from '../../../shared/easybill/index.ts';
import type { EntityImport, Link, Reading } from '../../../shared/imports/declaration/entity-import.ts';
import { processBatch } from '../../../shared/messages/process-batch.ts';
import { ImportWorker } from '../../../shared/imports/worker/import-worker.ts';
import type { ImportServices } from '../../../shared/imports/worker/import-services.ts';
import type { VendorClients } from '../../../shared/connections/open-vendors.ts';
import { startRun, type RunOptions } from '../../../shared/imports/runs/start-run.ts';
import type { Run } from '../../../shared/imports/stores/run.ts';
import type { ImportMessage, RecordMessage } from '../../../shared/messages/import-message.ts';
import { laneOf, type Entity, type Lane } from '../../../shared/records/entity.ts';
import { upsertInBatches } from '../../../shared/outsmart/http/upsert-in-batches.ts';
import { RecordRejectedError, RetryableError } from '../../../shared/vendor-http/errors/index.ts';
import type { Tables } from '../../support/tables.ts';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';
import { mapThing, type Row, type Thing } from './thing.ts';
import { WaitingWork } from './worker/waiting.ts';

export const LANES: readonly Lane[] = ['category', 'customer', 'product', 'contact'];
const ENTITIES: readonly Entity[] = [...LANES, 'hourType'];
const call = { vendor: 'outsmart', operation: 'POST /things/' } as const;

/** Parents and children of all kinds between both vendors in memory, with the real workers and a queue for each. */
export class Household {
  readonly connectionId: string;
  readonly waiting: WaitingWork;
  readonly services: ImportServices;
  readonly easybill: Record<Lane, Map<number, Thing>>;
  readonly outsmart: Record<Entity, Map<string, Row & { active: boolean; remark?: string }>>;
  /** `material category` pairs. */
  readonly links = new Set<string>();
  /** What was asked of the vendors. */
  readonly calls: string[] = [];
  readonly queue: { message: ImportMessage; at: number }[] = [];
  /** Names OutSmart refuses for good, and `withdrawal of {key}`. */
  readonly refused = new Set<string>();
  /** How many posts of links are lost before OutSmart carries them out. */
  lostLinks = 0;
  /** The entity whose next post stops the function before it is sent. */
  stopsAtPost: Entity | undefined;
  /** The entity of which the next withdrawal stops the function before it is made. */
  stopsAtWithdrawal: Entity | undefined;
  /** How often of 100 an OutSmart write is lost, and a function stopped while it writes. */
  faults = { lost: 0, crash: 0 };
  recordsPerPage = 3;
  /** Lists that easybill's budget still allows; it is free again a minute after it ran out. */
  permits = Number.POSITIVE_INFINITY;
  countsCalls = false;
  /** How long a function may run. */
  functionMs = 300_000;
  openGate: ImportServices['openGate'];
  onRemoved: 'withdrawn' | 'kept' = 'withdrawn';
  random = seededRandom(1);
  readonly #easybillServer: VendorServer;

  private constructor(tables: Tables, connectionId: string, server: VendorServer) {
    this.connectionId = connectionId;
    this.#easybillServer = server;
    this.waiting = new WaitingWork(tables, connectionId, server.baseUrl);
    this.easybill = forEach([...LANES, 'employee'], () => new Map());
    this.outsmart = forEach([...ENTITIES, 'employee'], () => new Map());
    this.openGate = this.waiting.services.openGate;
    this.services = {
      ...this.waiting.services,
      openGate: (connection, request) => this.openGate(connection, request),
      logger: { debug: () => undefined, error: () => undefined } as unknown as Logger,
      send: (message, delaySeconds = 0) => {
        // The queue carries text, and delays it by whole seconds.
        const carried = JSON.parse(JSON.stringify(message)) as ImportMessage;
        this.queue.push({ message: carried, at: this.waiting.now + Math.ceil(delaySeconds) * 1000 });
        return Promise.resolve();
      },
    };
  }

  static async start(tables: Tables, connectionId: string): Promise<Household> {
    const server = await startVendorServer();
    server.answerWith(json(200, { page: 1, pages: 1, total: 1, items: [{ id: 1 }] }));
    const world = new Household(tables, connectionId, server);
    const { services, work } = world.waiting;
    await services.connections.put({ ...work.connection, easybillAccount: 'login-1' });
    return world;
  }

  stop(): Promise<void> {
    return this.#easybillServer.close();
  }

  put(lane: Lane, ...things: Thing[]): this {
    for (const thing of things) this.easybill[lane].set(thing.id, thing);
    return this;
  }

  /** What OutSmart offers of an entity: names by key. */
  offered(entity: Entity): Record<string, string> {
    const active = [...this.outsmart[entity].values()].filter((row) => row.active);
    return Object.fromEntries(active.map(({ key, name }) => [key, name]).sort());
  }

  hint(lane: Lane, easybillId: number, parentId?: number, change?: RecordMessage['change']): void {
    void this.services.send({
      type: 'record',
      connectionId: this.connectionId,
      entity: lane,
      easybillId,
      ...(parentId !== undefined && { parentId }),
      source: 'webhook',
      change,
      firstQueuedAt: this.waiting.now,
      hops: 0,
    });
  }

  /** Starts runs, in the order given, and lets time pass until nothing is left to do. */
  async run(lanes: readonly Lane[] = LANES, options: RunOptions = {}): Promise<Record<string, Run>> {
    this.waiting.now += 60_000;
    const started: Run[] = [];
    for (const lane of lanes) {
      started.push(await startRun(this.services, this.connectionId, lane, 'manual', options));
    }
    await this.settle();
    const ended = await Promise.all(
      started.map(async ({ entity, runId }) => {
        return [entity, (await this.services.runs.get(this.connectionId, runId))!] as const;
      }),
    );
    return Object.fromEntries(ended);
  }

  /** Delivers one message that is due, in any order; false when there is none. */
  async deliver(): Promise<boolean> {
    const due = this.queue.filter(({ at }) => at <= this.waiting.now);
    const next = due[Math.floor(this.random() * due.length)];
    if (!next) return false;
    this.queue.splice(this.queue.indexOf(next), 1);
    const body = JSON.stringify(next.message);
    const { now } = this.waiting;
    const { entity } = next.message;
    // Each message meets another instance of the function: whatever goes on goes on anywhere.
    const worker = new ImportWorker(this.services, entity, (vendors) => this.declare(entity, vendors));
    const failed = await processBatch(worker, [{ id: 'm', body }], now + this.functionMs);
    // A function that was stopped keeps its lease; the message is seen again when that is over.
    if (failed.length > 0) this.queue.push({ message: next.message, at: this.waiting.now + 400_000 });
    this.waiting.now += 10;
    return true;
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 5_000; round += 1) {
      if (await this.deliver()) continue;
      const next = Math.min(...this.queue.map(({ at }) => at));
      if (this.queue.length > 0) {
        this.waiting.now = Math.max(this.waiting.now, next);
        continue;
      }
      const dirty = (await this.services.entityStates.list(this.connectionId)).filter(
        ({ dirtySince }) => dirtySince !== undefined,
      );
      if (dirty.length === 0) return;
      this.waiting.now += 3_600_000;
      for (const { entity } of dirty) {
        await startRun(this.services, this.connectionId, entity, 'change');
      }
    }
    throw new Error('the household does not come to rest');
  }

  declare(entity: Entity, vendors?: VendorClients): EntityImport<Thing, Row> {
    const lane = laneOf(entity);
    const source = this.easybill[lane];
    return {
      entity: lane,
      reading: this.#reading(lane, vendors),
      ...(lane === 'product' && { sides: ['product', 'hourType'] }),
      ...(lane === 'product' && { parent: { entity: 'category', idOf: ({ parentId }) => parentId } }),
      ...(lane === 'contact' && { parent: { entity: 'customer', idOf: ({ parentId }) => parentId } }),
      ...(lane === 'customer' && { children: 'contact' }),
      get: (id, parentId) => {
        this.calls.push(`get ${lane} ${id}`);
        const found = source.get(id);
        return Promise.resolve(parentId === undefined || found?.parentId === parentId ? found : undefined);
      },
      map: (thing, parentKey) => mapThing(lane, thing, parentKey),
      post: (rows, side) => upsertInBatches(rows, (batch) => this.#post(side, batch)),
      ...(lane === 'product' && {
        postLinks: (links) => upsertInBatches(links, (batch) => this.#link(batch)),
      }),
      listStored: () => {
        this.calls.push(`list stored ${lane}`);
        return Promise.resolve((side: Entity, key: string) => {
          const row = this.outsmart[side].get(key);
          return row && { ...row };
        });
      },
      withdraw: (key, side) => {
        this.calls.push(`withdraw ${side} ${key}`);
        if (this.stopsAtWithdrawal === side) {
          this.stopsAtWithdrawal = undefined;
          return Promise.reject(new Error('stopped'));
        }
        this.#disturb();
        if (this.refused.has(`withdrawal of ${key}`)) {
          return Promise.reject(new RecordRejectedError(call, 1301, []));
        }
        const row = this.outsmart[side].get(key);
        if (this.onRemoved === 'kept') return Promise.resolve('kept');
        if (row) row.active = false;
        return Promise.resolve('withdrawn');
      },
    };
  }

  #reading(entity: Lane, vendors: VendorClients | undefined): Reading<Thing> {
    const source = this.easybill[entity];
    if (entity !== 'contact')
      return { by: 'page', list: (page) => this.#page(entity, [...source.values()], page) };
    return {
      by: 'parent',
      list: async (parentId, page) => {
        // Lists by customer are counted by the gate they go through.
        if (this.countsCalls && vendors) await listLogins(vendors.easybill);
        if (!this.easybill.customer.has(parentId)) {
          this.calls.push(`list contact of ${parentId}`);
          return undefined;
        }
        const ofParent = [...source.values()].filter((contact) => contact.parentId === parentId);
        return this.#page(`contact of ${parentId}`, ofParent, page);
      },
    };
  }

  #page(name: string, all: readonly Thing[], page: number): Promise<Page<Thing>> {
    if (this.permits <= 0) {
      this.permits = Number.POSITIVE_INFINITY;
      return Promise.reject(new BudgetExhaustedError(60));
    }
    if (name.startsWith('contact')) this.permits -= 1;
    this.calls.push(`list ${name}`);
    const sorted = all.toSorted((a, b) => a.id - b.id);
    const items = sorted.slice((page - 1) * this.recordsPerPage, page * this.recordsPerPage);
    const pages = Math.ceil(all.length / this.recordsPerPage);
    return Promise.resolve({ page, pages, total: all.length, items, unreadable: [] });
  }

  #post(entity: Entity, batch: readonly Row[]): Promise<void> {
    this.calls.push(`post ${entity} ${batch.map(({ key }) => key).join(' ')}`);
    if (batch.some(({ name }) => this.refused.has(name))) {
      return Promise.reject(new RecordRejectedError(call, 1010, ['name']));
    }
    if (this.stopsAtPost === entity) {
      this.stopsAtPost = undefined;
      throw new Error('stopped');
    }
    const isLostBefore = this.#isLost();
    if (isLostBefore) return Promise.reject(new RetryableError(call, 'timeout'));
    for (const row of batch) this.outsmart[entity].set(row.key, { ...row, active: true });
    this.#disturb();
    return this.#isLost() ? Promise.reject(new RetryableError(call, 'timeout')) : Promise.resolve();
  }

  #link(batch: readonly Link[]): Promise<void> {
    this.calls.push(`link ${batch.map(({ key, link }) => `${key}>${link}`).join(' ')}`);
    if (this.lostLinks > 0 || this.#isLost()) {
      this.lostLinks -= 1;
      return Promise.reject(new RetryableError(call, 'timeout'));
    }
    for (const { key, link, formerLinks } of batch) {
      if (link !== undefined) this.links.add(`${key} ${link}`);
      this.#disturb();
      for (const former of formerLinks) this.links.delete(`${key} ${former}`);
    }
    return Promise.resolve();
  }

  #isLost(): boolean {
    return this.random() * 100 < this.faults.lost;
  }

  /** Stops the function here: what was done stays, what was to come does not happen. */
  #disturb(): void {
    if (this.random() * 100 < this.faults.crash) throw new Error('stopped');
  }
}

function forEach<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
