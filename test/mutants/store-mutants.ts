import type { Mutant } from './mutant.ts';

const RUN_STORE = 'shared/imports/stores/run-store.ts';
const RUN_STORE_TESTS = 'test/unit/imports/stores/run-store.test.ts';
const MAPPING_STORE = 'shared/mappings/mapping-store.ts';
const MAPPING_STORE_TESTS = 'test/unit/mappings/mapping-store.test.ts';

/** Bugs in what DynamoDB is asked to do only on a condition. */
export const storeMutants: readonly Mutant[] = [
  {
    name: 'missing condition: step of a run',
    breaks: 'Two workers with one message both take the step, and the run goes on twice.',
    file: RUN_STORE,
    find: `
      ConditionExpression: 'seq = :seq',
      ExpressionAttributeValues: { ':seq': seq },`,
    replace: '',
    killers: [RUN_STORE_TESTS],
  },
  {
    name: 'missing condition: one run at a time',
    breaks: 'A second run of the same entity starts beside the first.',
    file: RUN_STORE,
    find: `
              ConditionExpression: 'attribute_not_exists(activeRunId)',`,
    replace: '',
    killers: [RUN_STORE_TESTS],
  },
  {
    name: 'missing condition: mapping',
    breaks: 'A worker that lost its lease writes over what the next one stored.',
    file: MAPPING_STORE,
    find: `
            ConditionExpression: 'attribute_not_exists(fence) OR fence IN (:fence, :seen)',
            ExpressionAttributeValues: { ':fence': this.#fence, ':seen': seen },`,
    replace: '',
    killers: [MAPPING_STORE_TESTS],
  },
  {
    name: 'missing condition: key of OutSmart',
    breaks: 'Two customers with one number take reservations in overwriting one relation.',
    file: MAPPING_STORE,
    find: `
      ConditionExpression: 'attribute_not_exists(pk) OR easybillId = :me OR alias = :true',
      ExpressionAttributeValues: { ':me': easybillId, ':true': true, ':parent': parentId },`,
    replace: `
      ExpressionAttributeValues: { ':me': easybillId, ':parent': parentId },`,
    killers: [MAPPING_STORE_TESTS],
  },
  {
    name: 'missing condition: permits',
    breaks: 'Two functions that take permits at once forget those of one another.',
    file: 'shared/budget/permit-store.ts',
    find: `
            ConditionExpression: over === undefined ? 'attribute_not_exists(pk)' : '#version = :over',
            ...(over === undefined
              ? {}
              : {
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':over': over },
                }),`,
    replace: '',
    killers: ['test/unit/budget/permit-store.test.ts'],
  },
  {
    name: 'missing condition: lease',
    breaks: 'Two workers hold the lease of one entity at the same time.',
    file: 'shared/imports/stores/entity-state-store.ts',
    find: `
        ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil < :now OR leaseHolder = :holder',
        ExpressionAttributeValues: {
          ':holder': holder,
          ':until': until,
          ':now': now,`,
    replace: `
        ExpressionAttributeValues: {
          ':holder': holder,
          ':until': until,`,
    killers: ['test/unit/imports/stores/entity-state-store.test.ts'],
  },
  {
    name: 'swallowed error: failed write',
    breaks: 'A write that DynamoDB throttled looks like one that its condition refused.',
    file: 'shared/aws/unless-refused.ts',
    find: `if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;`,
    replace: 'if (error instanceof TypeError) throw error;\n    return undefined;',
    killers: ['test/unit/aws/unless-refused.test.ts'],
  },
];
