import * as z from 'zod';
import { awsJsonError, awsJsonOk, type AwsJsonAnswer } from './aws-json-server.ts';
import { keyOf, type CallOutcome, type DynaliteBackend, type Item } from './dynalite-backend.ts';

const itemSchema = z.record(z.string(), z.unknown());

const actionSchema = z.looseObject({
  TableName: z.string(),
  Key: itemSchema.optional(),
  Item: itemSchema.optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).optional(),
});

const consumedCapacity = z.enum(['INDEXES', 'TOTAL', 'NONE']).default('NONE');

const transactWriteSchema = z.object({
  TransactItems: z.array(
    z.strictObject({
      ConditionCheck: actionSchema.optional(),
      Put: actionSchema.optional(),
      Update: actionSchema.optional(),
      Delete: actionSchema.optional(),
    }),
  ),
  ClientRequestToken: z.string().optional(),
  ReturnConsumedCapacity: consumedCapacity,
});

const transactGetSchema = z.object({
  TransactItems: z.array(z.object({ Get: z.looseObject({ TableName: z.string(), Key: itemSchema }) })),
  ReturnConsumedCapacity: consumedCapacity,
});

type Kind = 'ConditionCheck' | 'Put' | 'Update' | 'Delete';

interface Action {
  readonly kind: Kind;
  readonly request: z.output<typeof actionSchema>;
  readonly key: Item;
}

interface Applied {
  readonly action: Action;
  readonly before: Item | undefined;
}

interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

const operations = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem' } as const;
const tokenLifeMs = 10 * 60 * 1000;
const validation = 'com.amazon.coral.validate#ValidationException';
// These depend on the stored item; DynamoDB reports them as the reason of a cancelled transaction. Every other
// validation error is in the request and refuses it as a whole.
const dependsOnItem =
  /incorrect data type|does not exist in the item|invalid for update|Item size (to update )?has exceeded/i;

/**
 * Transactions on top of dynalite: actions are applied one by one and undone when one of them fails. The caller must run
 * them alone (exclusive lock), so that nobody sees what is undone; conflicts between transactions do not happen.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export class DynamoDbTransactions {
  readonly #backend: DynaliteBackend;
  readonly #tokens = new Map<string, { readonly items: string; readonly at: number }>();

  constructor(backend: DynaliteBackend) {
    this.#backend = backend;
  }

  /** `TransactWriteItems`: all or nothing, with a cancellation reason for each action. */
  async write(body: string): Promise<AwsJsonAnswer> {
    const parsed = transactWriteSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return awsJsonError(validation, 'The transaction is not readable.');
    const { TransactItems: items, ClientRequestToken: token, ReturnConsumedCapacity: capacity } = parsed.data;
    if (items.length === 0 || items.length > 100) return wrongLength('transactItems');
    const actions: Action[] = [];
    for (const item of items) {
      const action = await this.#actionOf(item);
      if ('refusal' in action) return action.refusal;
      actions.push(action);
    }
    if (hasDuplicates(actions)) {
      return awsJsonError(validation, 'Transaction request cannot include multiple operations on one item');
    }
    const text = JSON.stringify(items);
    const earlier = this.#earlierRequest(token);
    if (earlier !== undefined && earlier !== text) {
      return awsJsonError(
        'IdempotentParameterMismatchException',
        'The token was used with other parameters.',
      );
    }
    if (earlier !== undefined) return awsJsonOk({});
    const answer = await this.#apply(actions, capacity !== 'NONE');
    if (token !== undefined && answer.status === 200)
      this.#tokens.set(token, { items: text, at: Date.now() });
    return answer;
  }

  /** `TransactGetItems`: all items as of one moment, an empty object for one that does not exist. */
  async read(body: string): Promise<AwsJsonAnswer> {
    const parsed = transactGetSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return awsJsonError(validation, 'The transaction is not readable.');
    const { TransactItems: items, ReturnConsumedCapacity: capacity } = parsed.data;
    if (items.length === 0 || items.length > 100) return wrongLength('transactItems');
    const usage = new Map<string, number>();
    const responses: { Item?: Item }[] = [];
    for (const { Get: get } of items) {
      const outcome = await this.#backend.call('GetItem', {
        ...get,
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      });
      if ('failure' in outcome) return outcome.failure.answer;
      addUsage(usage, outcome.output.ConsumedCapacity);
      responses.push(outcome.output.Item === undefined ? {} : { Item: outcome.output.Item });
    }
    return awsJsonOk({ Responses: responses, ...(capacity === 'NONE' ? {} : usageOutput(usage)) });
  }

  async #actionOf(
    item: z.output<typeof transactWriteSchema>['TransactItems'][number],
  ): Promise<Action | { refusal: AwsJsonAnswer }> {
    const given = (['ConditionCheck', 'Put', 'Update', 'Delete'] as const).flatMap((kind) => {
      const request = item[kind];
      return request === undefined ? [] : [{ kind, request }];
    });
    const [first, ...more] = given;
    if (first === undefined || more.length > 0) {
      const message =
        'TransactItems can only contain one of Check, Put, Update or Delete in each element of the list';
      return { refusal: awsJsonError(validation, message) };
    }
    const names = await this.#backend.keyNames(first.request.TableName);
    if (names === undefined) {
      const type = 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException';
      return { refusal: awsJsonError(type, 'Requested resource not found') };
    }
    return { ...first, key: first.request.Key ?? keyOf(names, first.request.Item ?? {}) };
  }

  #earlierRequest(token: string | undefined): string | undefined {
    for (const [known, { at }] of this.#tokens) if (Date.now() - at > tokenLifeMs) this.#tokens.delete(known);
    return token === undefined ? undefined : this.#tokens.get(token)?.items;
  }

  async #apply(actions: readonly Action[], reportUsage: boolean): Promise<AwsJsonAnswer> {
    const applied: Applied[] = [];
    const reasons: CancellationReason[] = [];
    const usage = new Map<string, number>();
    for (const action of actions) {
      const before = await this.#backend.get(action.request.TableName, action.key);
      const outcome = await this.#perform(action, before);
      if ('output' in outcome) {
        applied.push({ action, before });
        addUsage(usage, outcome.output.ConsumedCapacity);
        reasons.push({ Code: 'None' });
        continue;
      }
      const reason = reasonOf(outcome.failure, action, before);
      if (reason === undefined) {
        await this.#undo(applied);
        return outcome.failure.answer;
      }
      reasons.push(reason);
    }
    if (reasons.every(({ Code }) => Code === 'None')) {
      // A condition check on an item that does not exist left its key behind.
      await this.#undo(applied.filter(({ action }) => action.kind === 'ConditionCheck'));
      return awsJsonOk(reportUsage ? usageOutput(usage) : {});
    }
    await this.#undo(applied);
    const codes = reasons.map(({ Code }) => Code).join(', ');
    return awsJsonError(
      'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      { CancellationReasons: reasons },
    );
  }

  // A condition alone is checked by writing the item as it is (or only its key) under that condition.
  #perform({ kind, request, key }: Action, before: Item | undefined): Promise<CallOutcome> {
    const common = {
      ...request,
      ReturnConsumedCapacity: 'TOTAL',
      ReturnValuesOnConditionCheckFailure: undefined,
    };
    return kind === 'ConditionCheck'
      ? this.#backend.call('PutItem', { ...common, Key: undefined, Item: before ?? key })
      : this.#backend.call(operations[kind], common);
  }

  async #undo(applied: readonly Applied[]): Promise<void> {
    for (const { action, before } of applied) {
      const table = action.request.TableName;
      if (before === undefined) await this.#backend.call('DeleteItem', { TableName: table, Key: action.key });
      else await this.#backend.call('PutItem', { TableName: table, Item: before });
    }
  }
}

function reasonOf(
  failure: { readonly type: string; readonly message: string },
  action: Action,
  before: Item | undefined,
): CancellationReason | undefined {
  if (failure.type === 'ConditionalCheckFailedException') {
    const wantsItem = action.request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    return {
      Code: 'ConditionalCheckFailed',
      Message: 'The conditional request failed',
      ...(wantsItem && before !== undefined ? { Item: before } : {}),
    };
  }
  if (failure.type === 'ValidationException' && dependsOnItem.test(failure.message)) {
    return { Code: 'ValidationError', Message: failure.message };
  }
  return undefined;
}

function hasDuplicates(actions: readonly Action[]): boolean {
  const identities = actions.map(
    ({ request, key }) => request.TableName + JSON.stringify(Object.entries(key).sort()),
  );
  return new Set(identities).size < identities.length;
}

function wrongLength(name: string): AwsJsonAnswer {
  return awsJsonError(
    validation,
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length less than or equal to 100 and greater than or equal to 1`,
  );
}

// A transaction prepares and commits: it uses twice the units of the same operations alone.
function addUsage(
  usage: Map<string, number>,
  used: { readonly TableName: string; readonly CapacityUnits: number } | undefined,
): void {
  if (used !== undefined)
    usage.set(used.TableName, (usage.get(used.TableName) ?? 0) + 2 * used.CapacityUnits);
}

function usageOutput(usage: ReadonlyMap<string, number>): Readonly<Record<string, unknown>> {
  return {
    ConsumedCapacity: [...usage].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })),
  };
}
