import { env, stdout } from 'node:process';
import { jest } from '@jest/globals';
import type { EasybillSimulator, Plan } from '../../../infra/local/vendors/easybill/index.ts';
import type { OutsmartSimulator } from '../../../infra/local/vendors/outsmart/index.ts';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { changeSettings } from '../../../shared/lifecycle/settings/change-settings.ts';
import { connect } from '../../../shared/lifecycle/connect.ts';
import { connectRequestSchema } from '../../../shared/lifecycle/connect-request.ts';
import { SLOTS } from '../../../shared/connections/slot.ts';
import { disconnect } from '../../../shared/lifecycle/disconnect.ts';
import { replaceCredentials } from '../../../shared/lifecycle/replace-credentials.ts';
import type { SettingsPatch } from '../../../shared/lifecycle/settings/settings-patch.ts';
import { startRun, type RunOptions } from '../../../shared/imports/runs/start-run.ts';
import type { Lane } from '../../../shared/records/entity.ts';
import { rotateKeys } from '../../../shared/schedule/rotate-keys.ts';
import { tick } from '../../../shared/schedule/tick.ts';
import { SimulatedClock } from './clock.ts';
import { newInstance, type Instance } from './instance.ts';
import { Invocations } from './invocations.ts';
import type { Platform } from './platform.ts';
import { SimulatedQueue } from './queue.ts';
import { shareOut, type Share } from './share-out.ts';
import { startTables, type Row, type SimulatedTables } from './tables.ts';
import { ONLY_CUSTOMERS, startVendors, type WorldOptions } from './vendors.ts';
import { webhookRoute } from './webhook-route.ts';

/** Sunday noon in Germany: no reconciliation is due for ten hours. */
const START = Date.UTC(2026, 10, 22, 11);
const WORKER_MS = 118_000;
const API_MS = 26_000;
const AFTER_STALL_MS = 31 * 60_000;
const AFTER_DIRT_MS = 61 * 60_000;

/** The real code in this process, between the emulators and the simulated vendors, on one simulated clock. */
export class World {
  readonly clock: SimulatedClock;
  readonly queue: SimulatedQueue;
  readonly invocations: Invocations;
  readonly tables: SimulatedTables;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  readonly random: () => number;
  readonly plan: Plan;
  readonly #imports: object;
  readonly #platform: Platform;
  readonly #mocks: readonly { mockRestore(): void }[];
  #instance: Instance | undefined;

  private constructor(
    platform: Platform,
    options: WorldOptions,
    parts: Pick<World, 'clock' | 'tables' | 'easybill' | 'outsmart'>,
  ) {
    this.#platform = platform;
    this.clock = parts.clock;
    this.tables = parts.tables;
    this.easybill = parts.easybill;
    this.outsmart = parts.outsmart;
    this.plan = options.plan ?? 'business';
    this.#imports = options.imports ?? ONLY_CUSTOMERS;
    this.random = seededRandom(options.seed ?? 1);
    this.queue = new SimulatedQueue(this.clock.now);
    this.invocations = new Invocations((ms) => {
      this.clock.advance(ms);
    });
    if (options.seed !== undefined) {
      this.invocations.choose = (count) => Math.floor(this.random() * count);
    }
    // The webhook function takes no clock, and it logs past the console.
    const write = stdout.write.bind(stdout);
    this.#mocks = [
      jest.spyOn(Date, 'now').mockImplementation(this.clock.now),
      jest
        .spyOn(stdout, 'write')
        .mockImplementation((text) => String(text).startsWith('{"_aws"') || write(text)),
    ];
    env.AWS_ENDPOINT_URL_DYNAMODB = this.tables.endpoint;
    platform.receiver = {
      send: (body, delaySeconds) => {
        this.queue.send(body, delaySeconds);
      },
      webhook: webhookRoute(),
    };
  }

  static async start(platform: Platform, options: WorldOptions = {}): Promise<World> {
    const clock = new SimulatedClock(options.startAt ?? START);
    const tables = await startTables();
    const { easybill, outsmart } = await startVendors(options, clock.now);
    return new World(platform, options, { clock, tables, easybill, outsmart });
  }

  /** `POST /connections` for an account. Undefined when it was killed. */
  async connect(account = 'first', apiKey = `easybill-${account}`): Promise<string | undefined> {
    const request = connectRequestSchema.parse({
      plan: this.plan,
      easybill: { apiKey },
      outsmart: { token: `outsmart-${account}`, softwareToken: 'software' },
      settings: { imports: this.#imports },
    });
    const deadline = this.clock.now() + API_MS;
    const ended = await this.#invoke('connect', ({ management }) => connect(management, request, deadline));
    return ended?.result.connection.connectionId;
  }

  /** `PUT /connections/{connectionId}/credentials` with another easybill key. Undefined when it was killed. */
  async replaceKey(connectionId: string, apiKey: string): Promise<string | undefined> {
    const deadline = this.clock.now() + API_MS;
    const ended = await this.#invoke('replace', async ({ management }) => {
      const connection = (await management.connections.get(connectionId))!;
      return replaceCredentials(management, connection, { easybill: { apiKey } }, deadline);
    });
    return ended?.result.status;
  }

  /** `DELETE /connections/{connectionId}`. Undefined when it was killed. */
  async disconnect(connectionId: string, purge = false): Promise<string | undefined> {
    const deadline = this.clock.now() + API_MS;
    const ended = await this.#invoke(purge ? 'purge' : 'disconnect', async ({ management }) => {
      const connection = await management.connections.get(connectionId);
      return connection && disconnect(management, connection, { purge }, deadline);
    });
    return ended && (ended.result?.status ?? 'forgotten');
  }

  /** A rotation of the signing key by an operator. Undefined when it was killed. */
  async rotateKeys(): Promise<true | undefined> {
    const ended = await this.#invoke('rotate', ({ management }) => rotateKeys(management, true));
    return ended && true;
  }

  /** `PATCH /connections/{connectionId}/settings`. Undefined when it was killed. */
  async changeImports(connectionId: string, imports: SettingsPatch['imports']): Promise<true | undefined> {
    const ended = await this.#invoke('settings', async ({ management }) => {
      const connection = (await management.connections.get(connectionId))!;
      await changeSettings(management, connection, { imports });
    });
    return ended && true;
  }

  /** Has the next invocations start in new instances. */
  coolDown(): void {
    this.#instance = undefined;
  }

  /** All secrets: their values by name. */
  secrets(): Record<string, string> {
    return this.#platform.secrets();
  }

  /** `POST /connections/{connectionId}/imports`. Undefined when it was killed. */
  async startRun(
    connectionId: string,
    lane: Lane = 'customer',
    options: RunOptions = {},
  ): Promise<string | undefined> {
    const ended = await this.#invoke('startRun', ({ management }) =>
      startRun(management, connectionId, lane, 'manual', options),
    );
    return ended?.result.runId;
  }

  /** A round of the scheduler over all connections. */
  async tick(): Promise<void> {
    await this.#invoke('tick', ({ management }) => tick(management, SLOTS));
  }

  /** Lets the workers have a batch of what is visible on the queue. False when there was nothing. */
  async deliver(batchSize = 10): Promise<boolean> {
    const batch = this.queue.receive(batchSize, (messages) => messages.toSorted(() => this.random() - 0.5));
    if (batch.length === 0) return false;
    for (const share of shareOut(batch)) await this.#work(share);
    return true;
  }

  /** Delivers messages and lets time pass until nothing is left to do. */
  async settle(): Promise<void> {
    let schedulerAt = this.clock.now() + AFTER_STALL_MS;
    for (let round = 0; round < 2_000; round += 1) {
      await this.easybill.idle();
      // Work that waits may wait for a run whose message was lost, which the scheduler sends on.
      if (this.clock.now() > schedulerAt) {
        schedulerAt = this.clock.now() + AFTER_STALL_MS;
        await this.tick();
      }
      if (await this.deliver()) continue;
      const nextAt = this.queue.nextAt();
      if (nextAt !== undefined) this.clock.advanceTo(nextAt);
      else if (!(await this.#catchUp())) return;
    }
    throw new Error('the world does not come to rest');
  }

  /** The states of the entities of all connections, as stored. */
  async entityStates(): Promise<Row[]> {
    return (await this.tables.rows('connections')).filter(({ sk }) => String(sk).startsWith('entity#'));
  }

  async stop(): Promise<void> {
    this.#platform.receiver = undefined;
    for (const mock of this.#mocks) mock.mockRestore();
    await Promise.all([this.easybill.close(), this.outsmart.close(), this.tables.stop()]);
  }

  /** Lets the scheduler find what stands still. False when nothing does. */
  async #catchUp(): Promise<boolean> {
    const rows = await this.tables.rows('connections');
    const active = rows.filter(({ status }) => status === 'active').map(({ pk }): unknown => pk);
    const states = (await this.entityStates()).filter(({ pk }) => active.includes(pk));
    const isUnderWay = states.some(({ activeRunId }) => activeRunId !== undefined);
    const isDirty = states.some(({ dirtySince }) => dirtySince !== undefined);
    const isUnfinished = rows.some(
      ({ status, cleanup, staleCredentials = [] }) =>
        status === 'connecting' || cleanup !== undefined || staleCredentials.length > 0,
    );
    if (!isUnderWay && !isDirty && !isUnfinished) return false;
    this.clock.advance(isDirty && !isUnderWay ? AFTER_DIRT_MS : AFTER_STALL_MS);
    await this.tick();
    return true;
  }

  async #work({ kind, messages, process }: Share): Promise<void> {
    const deadline = this.clock.now() + WORKER_MS;
    const ended = await this.#invoke(kind, (instance) => process(instance, deadline));
    const failed = ended ? ended.result : messages.map(({ id }) => id);
    for (const { id } of messages) if (!failed.includes(id)) this.queue.delete(id);
  }

  async #invoke<Result>(
    kind: string,
    body: (instance: Instance) => Promise<Result>,
  ): Promise<{ result: Result } | undefined> {
    const instance = (this.#instance ??= this.#newInstance());
    const ended = await this.invocations.run(kind, () => body(instance));
    // A killed instance is not used again.
    if (!ended) this.#instance = undefined;
    return ended;
  }

  #newInstance(): Instance {
    return newInstance(this.#platform, this, {
      now: this.clock.now,
      random: this.random,
      sleep: (ms: number) => {
        this.clock.advance(ms);
        return Promise.resolve();
      },
      observer: this.invocations,
    });
  }
}
