import { Agent, request } from 'node:http';
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

/** dynalite on its own port. The runner's DynamoDB endpoint stands in front of it and adds what it lacks. */
export class DynaliteBackend {
  readonly #server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #keyNames = new Map<string, readonly string[]>();
  #port = 0;

  /** Starts the backend on a free port of the loopback interface. */
  static async start(): Promise<DynaliteBackend> {
    const backend = new DynaliteBackend();
    await new Promise<void>((resolve, reject) => {
      backend.#server.once('error', reject);
      backend.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = backend.#server.address();
    if (address === null || typeof address === 'string') throw new Error('dynalite has no TCP address.');
    backend.#port = address.port;
    return backend;
  }

  /** Passes one operation on as it is. */
  forward(operation: string, body: string): Promise<AwsJsonAnswer> {
    if (operation === 'CreateTable' || operation === 'DeleteTable') this.#keyNames.clear();
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method: 'POST',
          agent: this.#agent,
          headers: {
            ...signature,
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': `DynamoDB_20120810.${operation}`,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 500, body: Buffer.concat(chunks).toString() });
          });
        },
      );
      call.on('error', reject);
      call.end(body);
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

  /** Ends the backend; its data is gone. */
  async stop(): Promise<void> {
    this.#agent.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }
}

/** The key of an item, given the names of the key attributes. */
export function keyOf(names: readonly string[], item: Item): Item {
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
