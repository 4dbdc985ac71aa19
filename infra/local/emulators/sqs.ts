import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { isSigned } from './aws-json-server.ts';

/** An SQS in this process, its messages in memory. */
export interface SqsEmulator {
  readonly endpoint: string;
  /** The URL of a queue. The URLs that the emulator's own answers carry name a host that does not exist. */
  queueUrl(name: string): string;
  /** Messages of each queue, by its name: visible, in flight and delayed together. */
  depths(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

const account = '000000000000';

const depthsSchema = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);

const delaySchema = z.object({ DelaySeconds: z.number().optional() });
const sendSchema = delaySchema.extend({ Entries: z.array(delaySchema).default([]) });

/**
 * Starts fauxqs on the loopback interface (its own start function listens on every interface) and adds a rule of SQS
 * it does not know: a delay is at most 900 seconds. Message retention and fair queues are not emulated: a standard
 * queue drops the `MessageGroupId`.
 */
export async function startSqs(): Promise<SqsEmulator> {
  const app = buildApp({ logger: false });
  app.addHook('preHandler', async (request, reply) => {
    if (request.url !== '/') return;
    const refusal = refusalOf(request.headers.authorization, request.body);
    if (refusal === undefined) return;
    await reply.code(400).header('content-type', 'application/x-amz-json-1.0').send(JSON.stringify(refusal));
  });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    endpoint,
    queueUrl: (name) => `${endpoint}/${account}/${name}`,
    depths: async () => {
      const answer = await app.inject({ url: '/_fauxqs/queues' });
      const queues = depthsSchema.parse(JSON.parse(answer.body));
      return new Map(
        queues.map((queue) => [
          queue.name,
          queue.approximateMessageCount + queue.approximateInflightCount + queue.approximateDelayedCount,
        ]),
      );
    },
    stop: () => app.close(),
  };
}

// SQS refuses only the wrong entry of a batch; here the whole batch is refused, which no sender can overlook.
function refusalOf(authorization: string | undefined, body: unknown): Record<string, string> | undefined {
  if (!isSigned(authorization)) {
    return {
      __type: 'com.amazonaws.sqs#MissingAuthenticationToken',
      message: 'Missing Authentication Token',
    };
  }
  const parsed = sendSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const delays = [parsed.data, ...parsed.data.Entries].map(({ DelaySeconds: delay = 0 }) => delay);
  const wrong = delays.find((delay) => !Number.isInteger(delay) || delay < 0 || delay > 900);
  if (wrong === undefined) return undefined;
  return {
    __type: 'com.amazonaws.sqs#InvalidParameterValue',
    message: `Value ${wrong} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
  };
}
