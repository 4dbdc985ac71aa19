import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { QueueWorker, type WorkerSurroundings } from './queue-worker.ts';
import type { Capability } from './state/capability.ts';

/** The workers that import from easybill, one for each kind of record: its folder is `functions/import-<entities>`. */
export class ImportWorkers extends Construct {
  private readonly hinted: readonly QueueWorker[];
  private readonly all: readonly QueueWorker[];

  constructor(scope: Construct, id: string, surroundings: WorkerSurroundings) {
    super(scope, id);
    /** `impact` is what the business loses while the worker does not work: one sentence. */
    const worker = (workerId: string, entities: string, impact: string): QueueWorker =>
      this.worker(workerId, entities, impact, surroundings);
    const customers = worker(
      'Customers',
      'customers',
      'New and changed easybill customers are missing in OutSmart, so work orders use old addresses.',
    );
    const contacts = worker(
      'Contacts',
      'contacts',
      'New and changed contact persons are missing in OutSmart, so technicians call old numbers.',
    );
    const categories = worker(
      'Categories',
      'categories',
      'New position groups are missing in OutSmart, so their products are in no category.',
    );
    const products = worker(
      'Products',
      'products',
      'New and changed products and hour types are missing in OutSmart, so work orders use old prices.',
    );
    const hourTypes = worker(
      'HourTypes',
      'hour-types',
      'New and changed hour types are missing in OutSmart, so hours are booked at old rates.',
    );
    const employees = worker(
      'Employees',
      'employees',
      'New easybill logins are missing among the employees of OutSmart.',
    );
    // A record whose parent is missing asks for it, and is read again afterwards.
    contacts.function.grant(customers.send());
    // A customer that gets another number takes its contact persons along.
    customers.function.grant(contacts.send());
    products.function.grant(categories.send());
    hourTypes.function.grant(categories.send(), products.send());
    this.hinted = [customers, contacts, products];
    this.all = [customers, contacts, products, categories, hourTypes, employees];
  }

  /** Sending hints of the kinds easybill has webhooks for. */
  sendHints(): readonly Capability[] {
    return this.hinted.map((worker) => worker.send());
  }

  /** Starting imports, and sending any record by hand. */
  start(): readonly Capability[] {
    return this.all.map((worker) => worker.send());
  }

  /** Woken by messages on its queue, whose URL is in `<ENTITIES>_QUEUE_URL`. */
  private worker(
    id: string,
    entities: string,
    impact: string,
    { data, connectionSecrets, alarms, vendorUrls }: WorkerSurroundings,
  ): QueueWorker {
    const worker = new QueueWorker(this, id, {
      name: `import-${entities}`,
      description: `Imports ${entities.replaceAll('-', ' ')} from easybill to OutSmart.`,
      queueVariable: `${entities.replaceAll('-', '_').toUpperCase()}_QUEUE_URL`,
      // A page of 1,000 records is read, compared and written in bulk; OutSmart alone may take half a minute of it.
      timeout: Duration.seconds(120),
      memorySize: 512,
      // Each connection is worked on by one batch at a time, so this many connections progress at once.
      maxConcurrency: 20,
      environment: vendorUrls,
      impact,
      alarms,
    });
    worker.function.grant(
      data.connections.readWrite(),
      data.mappings.readWrite(),
      data.permits.readWrite(),
      data.activity.readWrite(),
      connectionSecrets.read(),
    );
    return worker;
  }
}
