import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unlessRefused } from '../aws/unless-refused.ts';
import type { Connection } from './connection.ts';
import type { Settings } from './settings.ts';

/** Where the settings of connections are changed, one change after the other. */
export class SettingsStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  /** Stores new settings over those that `connection` was read with; false when others were stored since. */
  async replace({ connectionId, settingsVersion }: Connection, settings: Settings): Promise<boolean> {
    const unchanged =
      settingsVersion === undefined ? 'attribute_not_exists(settingsVersion)' : 'settingsVersion = :version';
    return unlessRefused(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { pk: connectionId, sk: 'connection' },
          UpdateExpression: 'SET settings = :settings, settingsVersion = :next',
          ConditionExpression: `attribute_exists(pk) AND ${unchanged}`,
          ExpressionAttributeValues: {
            ':settings': settings,
            ':next': (settingsVersion ?? 0) + 1,
            ':version': settingsVersion,
          },
        }),
      ),
    );
  }
}
