import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { parseJson } from '../http/parse-json.ts';
import { awsJsonError, awsJsonOk, serveAwsJson, type AwsJsonAnswer } from './aws-json-server.ts';

/** A rule that hands the events it matches to a queue. */
export interface EventRule {
  readonly busName: string;
  /** Values allowed for each top-level field; an event has to match all of them. */
  readonly pattern: Readonly<Record<string, readonly string[]>>;
  readonly queueUrl: string;
}

/** An EventBridge in this process that knows `PutEvents`. */
export interface EventBusEmulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const putEventsSchema = z.object({
  Entries: z
    .array(
      z.object({
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        EventBusName: z.string().default('default'),
      }),
    )
    .min(1)
    .max(10),
});

/** Starts a bus whose events reach queues by the rules given. An event that no rule matches is gone, as on AWS. */
export async function startEventBus(
  { region, account }: { readonly region: string; readonly account: string },
  sqs: SQSClient,
  rules: readonly EventRule[],
): Promise<EventBusEmulator> {
  const server = await serveAwsJson('1.1', (operation, body) =>
    operation === 'PutEvents'
      ? putEvents(body)
      : Promise.resolve(awsJsonError('UnknownOperationException', `${operation} is not emulated.`)),
  );

  async function putEvents(body: string): Promise<AwsJsonAnswer> {
    const request = putEventsSchema.safeParse(JSON.parse(body));
    if (!request.success) return awsJsonError('ValidationException', request.error.message);
    const Entries = [];
    for (const entry of request.data.Entries) {
      const detail = parseJson(entry.Detail);
      if (typeof detail !== 'object' || detail === null) {
        Entries.push({ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' });
        continue;
      }
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': entry.DetailType,
        source: entry.Source,
        account,
        time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        region,
        resources: [],
        detail,
      };
      for (const { queueUrl } of rules.filter((rule) => matches(rule, entry.EventBusName, event))) {
        await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(event) }));
      }
      Entries.push({ EventId: event.id });
    }
    return awsJsonOk({ Entries, FailedEntryCount: Entries.filter((one) => 'ErrorCode' in one).length });
  }

  return { endpoint: server.url, stop: () => server.close() };
}

function matches(
  { busName, pattern }: EventRule,
  askedFor: string,
  event: Readonly<Record<string, unknown>>,
): boolean {
  return (
    // A producer may name the bus by its ARN.
    askedFor.split('/').at(-1) === busName &&
    Object.entries(pattern).every(([field, values]) => values.includes(String(event[field])))
  );
}
