import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EasybillDocument } from '../../../infra/local/vendors/easybill/index.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { HttpWorld } from '../exports/http-world.ts';

/** A work order as commit 7922272 left it when its function ended after one of its calls. */
interface Stored {
  readonly state: string;
  readonly document: 'draft' | 'final';
  readonly at: number;
  readonly connectionId: string;
  readonly workOrderId: string;
  readonly rows: readonly Record<string, unknown>[];
  readonly documents: readonly EasybillDocument[];
  readonly orderStatus: string;
  readonly messages: readonly object[];
}

const stored = JSON.parse(
  readFileSync(join(import.meta.dirname, 'stored-exports.json'), 'utf8'),
) as readonly Stored[];

let tables: Tables;
let world: HttpWorld;

beforeAll(async () => {
  tables = await startTables();
});

afterEach(() => world.stop());

afterAll(async () => {
  await tables.stop();
});

async function update({ document, at, connectionId, workOrderId, ...left }: Stored): Promise<void> {
  world = await HttpWorld.start({
    tables,
    connectionId,
    document,
    ledger: 'table',
    customer: 'known',
    choices: { next: () => undefined },
    hasTimeouts: false,
  });
  expect(world.workOrderId).toBe(workOrderId);
  world.clock.advanceTo(at);
  for (const Item of left.rows) {
    await tables.documents.send(new PutCommand({ TableName: tables.ledger, Item }));
  }
  const { documents } = world.easybill.account('first');
  for (const one of left.documents) documents.records.set(one.id, one);
  const { workOrders } = world.outsmart.account('first');
  workOrders.change(workOrderId, { status: left.orderStatus });
  for (const message of left.messages) world.queue.send(JSON.stringify(message), 0);
  await world.settle();
}

describe('an update while a work order is on its way to an invoice', () => {
  it.each(stored.map((one, i) => [`${one.document}, ${one.state}, ${i}`, one] as const))(
    'makes exactly one invoice and sets the work order to handled: %s',
    async (_, one) => {
      await update(one);

      const made = world.documents();
      expect(made).toMatchObject([{ is_draft: one.document === 'draft' }]);
      expect(await world.entry()).toMatchObject({ state: 'handled', documentId: made[0]!.id });
      expect(world.orderStatus()).toBe('Afgehandeld');
    },
  );
});
