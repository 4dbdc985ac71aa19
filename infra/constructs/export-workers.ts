import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Capability } from './state/capability.ts';
import { EventEntrance } from './event-entrance.ts';
import { QueueWorker, type QueueWorkerProps, type WorkerSurroundings } from './queue-worker.ts';

/** What exporting work orders is given. */
export interface ExportWorkersProps extends WorkerSurroundings {
  /** Accounts whose producers may put events on the bus. */
  readonly eventAccounts: readonly string[];
}

/** Brings completed work orders to easybill: one worker finds them, another makes the invoices. */
export class ExportWorkers extends Construct {
  private readonly trigger: QueueWorker;
  private readonly invoices: QueueWorker;

  constructor(scope: Construct, id: string, props: ExportWorkersProps) {
    super(scope, id);
    const { connections, mappings, permits, activity, ledger } = props.data;
    const worker = (
      workerId: string,
      what: Omit<QueueWorkerProps, 'memorySize' | 'environment' | 'alarms'>,
    ): QueueWorker => {
      const made = new QueueWorker(this, workerId, {
        ...what,
        memorySize: 512,
        environment: props.vendorUrls,
        alarms: props.alarms,
      });
      made.function.grant(
        connections.readWrite(),
        mappings.read(),
        permits.readWrite(),
        activity.readWrite(),
        ledger.readWrite(),
        props.connectionSecrets.read(),
      );
      return made;
    };
    this.invoices = worker('Invoice', {
      name: 'export-invoice',
      description: 'Makes invoices of work orders at easybill, each exactly once.',
      queueVariable: 'EXPORT_QUEUE_URL',
      // A dozen vendor calls at most; a batch of one connection takes them one after the other.
      timeout: Duration.seconds(120),
      maxConcurrency: 20,
      impact:
        'Completed work orders get no invoice: they stay completed in OutSmart, and nothing is made twice.',
    });
    this.trigger = worker('Trigger', {
      name: 'export-trigger',
      description: 'Finds completed work orders and queues each for its invoice.',
      queueVariable: 'TRIGGER_QUEUE_URL',
      // OutSmart may take five minutes to list completed work orders.
      timeout: Duration.seconds(420),
      maxConcurrency: 10,
      impact: 'Completed work orders are not found, so they get no invoice until this works again.',
    });
    this.trigger.function.grant(this.invoices.send());
    new EventEntrance(this, 'Events', {
      worker: this.trigger,
      accounts: props.eventAccounts,
      alarms: props.alarms,
    });
  }

  /** Hinting that work orders were completed. */
  sendHints(): Capability {
    return this.trigger.send();
  }

  /** Hinting, and sending on work orders under way. */
  start(): readonly Capability[] {
    return [this.trigger.send(), this.invoices.send()];
  }
}
