import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import dynalite from 'dynalite';
import * as z from 'zod';
import type { AwsJsonAnswer } from './aws-json-server.ts';

/** An item or key in DynamoDB's JSON, attribute name to `{"S": …}` and the like. */
export type Item = Record<string, unknown>;

/** What one call to the backend came to. `failure.type` is the error's name without its prefix. */
export type CallOutcome =
  | { readonly output: z.output<typeof outputSchema> }
  | { readonly failure: { readonly type: string; readonly message: string; readonly answer: AwsJsonAnswer } };

const itemSchema = z.record(z.string(), z.unknown());

const outputSchema = z.object({
  Item: itemSchema.optional(),
  Items: z.array(itemSchema).optional(),
  LastEvaluatedKey: itemSchema.optional(),
  ConsumedCapacity: z.object({ TableName: z.string(), CapacityUnits: z.number() }).optional(),
  Table: z
    .object({ TableStatus: z.string(), KeySchema: z.array(z.object({ AttributeName: z.string() })) })
    .optional(),
});

const createdSchema = z.object({ TableDescription: z.object({ TableName: z.string() }) });

const failureSchema = z.object({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

// dynalite wants a signature but does not verify it.
const signature = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
  'x-amz-date': '20260101T000000Z',
};

/** dynalite, called inside this process. The runner's DynamoDB endpoint stands in front of it and adds what it lacks. */
export class DynaliteBackend {
  // Never listens: a second trip over a port would cost as much as what dynalite does with a request.
  readonly #server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  readonly #keyNames = new Map<string, readonly string[]>();

  /** Passes one operation on as it is. A table that was created can be used when the answer is there. */
  async forward(operation: string, body: string): Promise<AwsJsonAnswer> {
    if (operation === 'CreateTable' || operation === 'DeleteTable') this.#keyNames.clear();
    const answer = await this.#dispatch(operation, body);
    if (operation === 'CreateTable' && answer.status === 200) await this.#untilActive(answer.body);
    return answer;
  }

  async #untilActive(created: string): Promise<void> {
    const { TableDescription } = createdSchema.parse(JSON.parse(created));
    for (;;) {
      const outcome = await this.call('DescribeTable', { TableName: TableDescription.TableName });
      if ('output' in outcome && outcome.output.Table?.TableStatus === 'CREATING') await setImmediate();
      else return;
    }
  }

  #dispatch(operation: string, body: string): Promise<AwsJsonAnswer> {
    return new Promise((resolve) => {
      const headers = {
        ...signature,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      };
      const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
      const response = {
        statusCode: 200,
        setHeader: () => undefined,
        end: (text: string) => {
          resolve({ status: response.statusCode, body: text });
        },
      };
      this.#server.emit('request', request, response);
      request.emit('data', Buffer.from(body));
      request.emit('end');
    });
  }

  /** Makes one call of the runner's own. */
  async call(operation: string, input: Readonly<Record<string, unknown>>): Promise<CallOutcome> {
    const answer = await this.forward(operation, JSON.stringify(input));
    const body: unknown = JSON.parse(answer.body === '' ? '{}' : answer.body);
    if (answer.status === 200) return { output: outputSchema.parse(body) };
    const failure = failureSchema.parse(body);
    return {
      failure: {
        type: failure.__type.split('#').at(-1) ?? failure.__type,
        message: failure.message ?? failure.Message ?? '',
        answer,
      },
    };
  }

  /** The item as it is now, or undefined when there is none. */
  async get(table: string, key: Item): Promise<Item | undefined> {
    const outcome = await this.call('GetItem', { TableName: table, Key: key, ConsistentRead: true });
    return 'output' in outcome ? outcome.output.Item : undefined;
  }

  /** The names of a table's key attributes, or undefined when there is no such table. */
  async keyNames(table: string): Promise<readonly string[] | undefined> {
    const known = this.#keyNames.get(table);
    if (known !== undefined) return known;
    const outcome = await this.call('DescribeTable', { TableName: table });
    if (!('output' in outcome)) return undefined;
    const names = outcome.output.Table?.KeySchema.map(({ AttributeName }) => AttributeName) ?? [];
    this.#keyNames.set(table, names);
    return names;
  }
}

/** The key of an item, given the names of the key attributes. */
export function keyOf(names: readonly string[], item: Item): Item {
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
