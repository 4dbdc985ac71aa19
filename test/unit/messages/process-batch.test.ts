import type { Context } from 'aws-lambda';
import { beforeEach, expect, it } from '@jest/globals';
import * as z from 'zod';
import { oneByOne, processBatch, type QueueWorker } from '../../../shared/messages/process-batch.ts';
import { queueHandler } from '../../../shared/messages/queue-handler.ts';

const schema = z.object({ type: z.literal('test'), connectionId: z.string(), ends: z.string().optional() });
type TestMessage = z.infer<typeof schema>;

let done: string[];
let logged: { text: string; about: object }[];
let contexts: unknown[];

beforeEach(() => {
  done = [];
  logged = [];
  contexts = [];
});

async function handle({ connectionId, ends }: TestMessage): Promise<void> {
  done.push(`${connectionId} begins`);
  await Promise.resolve();
  if (ends === 'badly') throw new TypeError('a bug');
  done.push(`${connectionId} ends`);
}

const worker = (work = oneByOne(handle)): QueueWorker<TestMessage> => ({
  schema,
  logger: {
    error: (text: string, about: object) => logged.push({ text, about }),
    addContext: (context: unknown) => contexts.push(context),
  } as never,
  work,
});

const batch = (...contents: readonly object[]) =>
  contents.map((content, i) => ({ id: `m${i}`, body: JSON.stringify({ type: 'test', ...content }) }));

it('works off messages of one connection in their order, and connections beside each other', async () => {
  const messages = batch({ connectionId: 'a' }, { connectionId: 'a' }, { connectionId: 'b' });

  expect(await processBatch(worker(), messages, 1)).toEqual([]);

  expect(done).toEqual(['a begins', 'b begins', 'a ends', 'b ends', 'a begins', 'a ends']);
});

it('has a message delivered again that met a bug, and goes on with the next one', async () => {
  const messages = batch({ connectionId: 'a', ends: 'badly' }, { connectionId: 'a' });

  expect(await processBatch(worker(), messages, 1)).toEqual(['m0']);

  expect(done).toEqual(['a begins', 'a begins', 'a ends']);
  expect(logged).toMatchObject([{ about: { messageId: 'm0', connectionId: 'a' } }]);
});

it('has all messages of a connection delivered again whose work met a bug as a whole', async () => {
  const messages = batch({ connectionId: 'a' }, { connectionId: 'b' }, { connectionId: 'a' });
  const work: QueueWorker<TestMessage>['work'] = ({ connectionId }) =>
    connectionId === 'a' ? Promise.reject(new TypeError('a bug')) : Promise.resolve();

  expect(await processBatch(worker(work), messages, 1)).toEqual(['m0', 'm2']);
});

it('logs what is no message of its queue without a word of it, and has it delivered again', async () => {
  const messages = [{ id: 'x', body: '{"name": "Erika"' }, ...batch({ connectionId: 5 })];

  expect(await processBatch(worker(), messages, 1)).toEqual(['x', 'm0']);

  expect(done).toEqual([]);
  expect(logged).toEqual([{ text: 'not messages of this queue', about: { messageIds: ['x', 'm0'] } }]);
});

it('reports to SQS which messages failed, and logs with the id of the request', async () => {
  const Records = batch({ connectionId: 'a' }, { connectionId: 'b', ends: 'badly' });
  const event = { Records: Records.map(({ id, body }) => ({ messageId: id, body })) };
  const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 1000 } as Context;

  const report = await queueHandler(() => worker())(event as never, context);

  expect(report).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(contexts).toEqual([context]);
});
