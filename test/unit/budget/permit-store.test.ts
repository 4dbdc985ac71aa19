import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb, type DynamoDbEmulator } from '../../../infra/local/emulators/dynamodb.ts';
import { newPermits } from '../../../shared/budget/permit-state.ts';
import { createPermitStore, type PermitStore } from '../../../shared/budget/permit-store.ts';
import { PermitsContendedError } from '../../../shared/budget/permits-contended-error.ts';
import { setPermitPlan, updatePermits } from '../../../shared/budget/update-permits.ts';
import { memoryPermitStore } from '../../simulation/limiter/memory-permit-store.ts';

const STATE = { ...newPermits({ callsPerMinute: 60, share: 0.5 }), cooling: [1_700_000_000_000] };
const OTHER = newPermits({ callsPerMinute: 10, share: 1 });

let emulator: DynamoDbEmulator;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;
const sent: string[] = [];
let loseNextAnswer = false;

beforeAll(async () => {
  emulator = await startDynamoDb();
  client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  documents = DynamoDBDocumentClient.from(client);
  await documents.send(
    new CreateTableCommand({
      TableName: 'permits',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      sent.push(context.commandName ?? '');
      const result = await next(args);
      if (!loseNextAnswer) return result;
      loseNextAnswer = false;
      // The SDK repeats a request whose answer did not arrive.
      return next(args);
    },
    { step: 'initialize', name: 'lostAnswers' },
  );
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

describe.each([
  { kind: 'DynamoDB', open: (): PermitStore => createPermitStore(documents, 'permits') },
  {
    kind: 'the memory of the simulation',
    open: (): PermitStore => memoryPermitStore(() => Promise.resolve()).store,
  },
])('permits in $kind', ({ open }) => {
  it('are unknown before the first write and read back after it', async () => {
    const store = open();

    const before = await store.read('first');
    const written = await store.write('first', undefined, STATE);

    expect([before, written]).toEqual([undefined, undefined]);
    expect((await store.read('first'))?.state).toEqual(STATE);
  });

  it('go to one of two writers, and the other gets what the first has written', async () => {
    const store = open();
    await store.write('race', undefined, STATE);
    const version = (await store.read('race'))?.version;

    const won = await store.write('race', version, OTHER);
    const lost = await store.write('race', version, STATE);

    expect(won).toBeUndefined();
    expect(lost).toEqual(await store.read('race'));
    expect(lost?.state).toEqual(OTHER);
  });

  it('are not begun twice', async () => {
    const store = open();
    await store.write('begun', undefined, STATE);

    const lost = await store.write('begun', undefined, OTHER);

    expect(lost?.state).toEqual(STATE);
  });

  it('are those of one connection', async () => {
    const store = open();
    await store.write('mine', undefined, STATE);

    expect(await store.read('yours')).toBeUndefined();
  });

  it('lose no step of many at once', async () => {
    const store = open();

    await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        updatePermits(store, 'crowd', 20, (state) => ({
          result: undefined,
          state: { ...state, cooling: [...state.cooling, place].sort((a, b) => a - b) },
        })),
      ),
    );

    expect((await store.read('crowd'))?.state.cooling).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are all there at once for a connection that is new', async () => {
    const store = open();

    await setPermitPlan(store, 'new', { callsPerMinute: 60, share: 1 }, 0);

    expect((await store.read('new'))?.state).toMatchObject({ callsPerMinute: 60, cooling: [] });
  });

  it('say so when others always write first', async () => {
    const store = open();
    let place = 0;
    const disturbed: PermitStore = {
      read: (id) => store.read(id),
      write: async (id, over, state) => {
        await store.write(id, (await store.read(id))?.version, { ...OTHER, pausedUntil: (place += 1) });
        return store.write(id, over, state);
      },
    };

    await expect(setPermitPlan(disturbed, 'busy', STATE, 0)).rejects.toThrow(PermitsContendedError);
  });
});

describe('permits in DynamoDB', () => {
  it('take one request to learn who won the race', async () => {
    const store = createPermitStore(documents, 'permits');
    await store.write('count', undefined, STATE);
    sent.length = 0;

    await store.write('count', 'an older version', OTHER);

    expect(sent).toEqual(['PutItemCommand']);
  });

  it('count a write as done whose first answer was lost', async () => {
    const store = createPermitStore(documents, 'permits');
    await store.write('lost', undefined, STATE);
    const version = (await store.read('lost'))?.version;
    loseNextAnswer = true;

    const written = await store.write('lost', version, OTHER);

    expect(written).toBeUndefined();
    expect((await store.read('lost'))?.state).toEqual(OTHER);
  });
});
