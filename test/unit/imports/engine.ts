import type { Tables } from '../../support/tables.ts';
import { ActivityStore, type Activity } from '../../../shared/activity/activity-store.ts';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import type { Page } from '../../../shared/easybill/index.ts';
import type { EntityImport } from '../../../shared/imports/declaration/entity-import.ts';
import { totalOf, type RunCounts } from '../../../shared/records/counts.ts';
import type { Mapped } from '../../../shared/records/mapped.ts';
import type { ImportSession } from '../../../shared/imports/upsert/import-session.ts';
import { MappingStore } from '../../../shared/mappings/mapping-store.ts';
import { mapSources } from '../../../shared/imports/upsert/map-sources.ts';
import { EntityStateStore } from '../../../shared/imports/stores/entity-state-store.ts';
import { ReportStore } from '../../../shared/imports/stores/report-store.ts';
import { FailureStore } from '../../../shared/imports/stores/failure-store.ts';
import type { ImportMessage } from '../../../shared/messages/import-message.ts';
import { upsert } from '../../../shared/imports/upsert/upsert.ts';
import type { UpsertResult } from '../../../shared/imports/upsert/upsert-result.ts';
import { upsertInBatches } from '../../../shared/outsmart/http/upsert-in-batches.ts';
import { RecordRejectedError, RetryableError } from '../../../shared/vendor-http/errors/index.ts';

/** A record of an imagined entity at easybill. */
export interface Source {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly archived?: boolean;
}

/** The same at OutSmart. */
export interface Target {
  readonly key: string;
  readonly name: string;
}

const outsmartCall = { vendor: 'outsmart', operation: 'POST /things/' } as const;

/** Both vendors in memory, and the engine's stores on real tables, for one connection of its own. */
export class Engine {
  readonly connectionId: string;
  readonly activity: ActivityStore;
  readonly failures: FailureStore;
  readonly reports: ReportStore;
  /** Messages to import queues. */
  readonly sent: ImportMessage[] = [];
  readonly easybill = new Map<number, Source>();
  readonly outsmart = new Map<string, { name: string; active: boolean }>();
  /** What was asked of the vendors, in order. */
  readonly calls: string[] = [];
  /** Names OutSmart refuses for good. */
  readonly refused = new Set<string>();
  /** How many posts are lost on the way: `before` OutSmart carried them out, or `after`. */
  lost: { posts: number; when: 'before' | 'after' } = { posts: 0, when: 'before' };
  now = Date.parse('2026-03-01T12:00:00Z');
  isOwnAccount = true;
  /** Whether interactive work waits for the lease. */
  isWanted = false;
  /** Calls to OutSmart for which the function still has time. */
  timeFor = Number.POSITIVE_INFINITY;
  /** Single reads that easybill's budget still allows. */
  permits = Number.POSITIVE_INFINITY;
  /** Keys whose withdrawal OutSmart answers with 1007. */
  readonly unwithdrawable = new Set<string>();
  recordsPerPage = 3;
  readonly reading = { by: 'page', list: (page: number) => Promise.resolve(this.#page(page)) } as const;
  readonly #tables: Tables;

  constructor(tables: Tables, connectionId: string) {
    this.#tables = tables;
    this.connectionId = connectionId;
    this.activity = new ActivityStore(tables.documents, tables.activity, () => this.now);
    this.failures = new FailureStore(tables.documents, tables.activity, () => this.now);
    this.reports = new ReportStore(tables.documents, tables.activity, () => this.now);
  }

  put(...sources: Source[]): this {
    for (const source of sources) this.easybill.set(source.id, source);
    return this;
  }

  session(fence = 1, runId?: string): ImportSession {
    return {
      connectionId: this.connectionId,
      declaration: this.#declaration(),
      mappings: new MappingStore(
        this.#tables.documents,
        this.#tables.mappings,
        this.connectionId,
        'customer',
        fence,
      ),
      parents: undefined,
      activity: this.activity,
      failures: this.failures,
      reports: this.reports,
      entityStates: new EntityStateStore(this.#tables.documents, this.#tables.connections),
      send: (message) => {
        this.sent.push(message);
        return Promise.resolve();
      },
      callsPerMinute: 60,
      runId,
      isOwnAccount: () => Promise.resolve(this.isOwnAccount),
      calls: () => this.calls.length,
      now: () => this.now,
      hasTime: () => this.timeFor > 0,
      shouldYield: () => Promise.resolve(this.isWanted),
    };
  }

  /** Brings some records, all unless told, through the one upsert path. */
  /** Upserts records; `counts` are of all of them, which are of one entity. */
  async upsert(
    ids: readonly number[] = [...this.easybill.keys()],
  ): Promise<Omit<UpsertResult, 'counts'> & { readonly counts: RunCounts }> {
    const session = this.session();
    const sources = ids.map((id) => this.easybill.get(id)!);
    const { items } = await mapSources(session, sources);
    const result = await upsert(session, items, await session.mappings.range(1, Number.MAX_SAFE_INTEGER));
    return { ...result, counts: totalOf(result.counts) };
  }

  /** What OutSmart offers: keys and names. */
  offered(): Record<string, string> {
    const active = [...this.outsmart].filter(([, record]) => record.active);
    return Object.fromEntries(active.map(([key, { name }]) => [key, name]).sort());
  }

  async activities(): Promise<Activity[]> {
    return (await this.activity.list(this.connectionId, {}, 100)).items;
  }

  #declaration(): EntityImport<Source, Target> {
    return {
      entity: 'customer',
      reading: this.reading,
      get: (id) => {
        if (this.permits <= 0) return Promise.reject(new BudgetExhaustedError(6));
        this.permits -= 1;
        this.calls.push(`get ${id}`);
        return Promise.resolve(this.easybill.get(id));
      },
      map: mapThing,
      post: (records) => upsertInBatches(records, (batch) => this.#post(batch)),
      listStored: () => {
        const stored = new Map([...this.outsmart].map(([key, { name }]) => [key, { key, name }]));
        return Promise.resolve((_entity, key) => stored.get(key));
      },
      withdraw: (key) => {
        this.calls.push(`withdraw ${key}`);
        this.timeFor -= 1;
        if (this.unwithdrawable.has(key)) {
          return Promise.reject(new RetryableError(outsmartCall, 'server'));
        }
        const record = this.outsmart.get(key);
        if (record) record.active = false;
        return Promise.resolve('withdrawn');
      },
    };
  }

  #page(page: number): Page<Source> {
    this.calls.push(`list ${page}`);
    const all = [...this.easybill.values()].sort((a, b) => a.id - b.id);
    const items = all.slice((page - 1) * this.recordsPerPage, page * this.recordsPerPage);
    const pages = Math.ceil(all.length / this.recordsPerPage);
    return { page, pages, total: all.length, items, unreadable: [] };
  }

  #post(batch: readonly Target[]): Promise<void> {
    this.calls.push(`post ${batch.map(({ key }) => key).join(' ')}`);
    const isLost = this.lost.posts > 0;
    if (isLost) this.lost.posts -= 1;
    if (isLost && this.lost.when === 'before') {
      return Promise.reject(new RetryableError(outsmartCall, 'refused'));
    }
    if (batch.some(({ name }) => this.refused.has(name))) {
      return Promise.reject(new RecordRejectedError(outsmartCall, 1010, ['name']));
    }
    for (const { key, name } of batch) this.outsmart.set(key, { name, active: true });
    return isLost ? Promise.reject(new RetryableError(outsmartCall, 'timeout')) : Promise.resolve();
  }
}

/** How the imagined entity is mapped: no name is a reason to skip, archived means out of scope. */
export function mapThing({ number, name, archived }: Source): Mapped<Target> {
  if (archived === true) return { outcome: 'skipped', reason: 'archived', fields: ['archived'], key: number };
  if (name === '') return { outcome: 'skipped', reason: 'noName', fields: ['name'], key: number };
  return { outcome: 'mapped', key: number, record: { key: number, name } };
}
