import { ActivityStore } from '../../../shared/activity/activity-store.ts';
import type { SettingsServices } from '../../../shared/lifecycle/settings/change-settings.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { ConnectionStore } from '../../../shared/connections/connection-store.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { LedgerStore } from '../../../shared/exports/ledger/ledger-store.ts';
import { EntityStateStore } from '../../../shared/imports/stores/entity-state-store.ts';
import { RunStore } from '../../../shared/imports/stores/run-store.ts';
import type { ExportMessage, TriggerMessage } from '../../../shared/messages/export-message.ts';
import type { ImportMessage } from '../../../shared/messages/import-message.ts';
import type { Tables } from '../../support/tables.ts';

export const START = Date.parse('2026-03-01T12:00:00Z');

let connections = 0;

/** One connection in the tables, and what was sent and told because of it. */
export class ConnectionWorld {
  readonly connectionId = `c${(connections += 1)}`;
  readonly sent: ImportMessage[] = [];
  readonly triggers: TriggerMessage[] = [];
  readonly exports: ExportMessage[] = [];
  /** Plans and shares that the budget was told. */
  readonly told: [plan: string, share: number][] = [];
  readonly services: SettingsServices & { readonly ledger: LedgerStore };
  now = START;

  constructor(tables: Tables) {
    this.services = {
      connections: new ConnectionStore(tables.documents, tables.connections),
      entityStates: new EntityStateStore(tables.documents, tables.connections),
      runs: new RunStore(tables.documents, tables.activity, tables.connections),
      activity: new ActivityStore(tables.documents, tables.activity, () => this.now),
      ledger: new LedgerStore(tables.documents, tables.ledger, () => this.now),
      sendTrigger: (message) => Promise.resolve(void this.triggers.push(message)),
      sendExport: (message) => Promise.resolve(void this.exports.push(message)),
      send: (message) => Promise.resolve(void this.sent.push(message)),
      setPlan: ({ plan, settings }) => Promise.resolve(void this.told.push([plan, settings.budgetShare])),
      now: () => this.now,
    } as Partial<SettingsServices> as ConnectionWorld['services'];
  }

  /** Stores the connection. */
  async connected(status: Connection['status'] = 'active', settings: object = {}): Promise<Connection> {
    await this.services.connections.put({
      connectionId: this.connectionId,
      status,
      plan: 'plus',
      settings: settingsSchema.parse(settings),
      outsmartAccount: 'o',
      firstOutsmartAccount: 'o',
      easybillAccount: 'e',
      tokenGeneration: 1,
      credentialsGeneration: 1,
      staleCredentials: [],
      createdAt: new Date(START).toISOString(),
    });
    return this.stored();
  }

  async stored(): Promise<Connection> {
    return (await this.services.connections.get(this.connectionId))!;
  }

  /** Codes of the sync log, oldest first. */
  async codes(): Promise<string[]> {
    const { items } = await this.services.activity.list(this.connectionId, {}, 50);
    return items.map(({ code }) => code).toReversed();
  }
}
