import { Construct } from 'constructs';
import type { Capability } from './capability.ts';
import { ImportWorker, type ImportWorkerSurroundings } from './import-worker.ts';

/** The workers that import from easybill, one for each kind of record. */
export class ImportWorkers extends Construct {
  private readonly customers: ImportWorker;
  private readonly contacts: ImportWorker;
  private readonly products: ImportWorker;
  private readonly categories: ImportWorker;
  private readonly hourTypes: ImportWorker;
  private readonly employees: ImportWorker;

  constructor(scope: Construct, id: string, surroundings: ImportWorkerSurroundings) {
    super(scope, id);
    this.customers = new ImportWorker(this, 'Customers', {
      ...surroundings,
      entities: 'customers',
      impact: 'New and changed easybill customers are missing in OutSmart, so work orders use old addresses.',
    });
    this.contacts = new ImportWorker(this, 'Contacts', {
      ...surroundings,
      entities: 'contacts',
      impact: 'New and changed contact persons are missing in OutSmart, so technicians call old numbers.',
    });
    this.categories = new ImportWorker(this, 'Categories', {
      ...surroundings,
      entities: 'categories',
      impact: 'New position groups are missing in OutSmart, so their products are in no category.',
    });
    this.products = new ImportWorker(this, 'Products', {
      ...surroundings,
      entities: 'products',
      impact:
        'New and changed products and hour types are missing in OutSmart, so work orders use old prices.',
    });
    this.hourTypes = new ImportWorker(this, 'HourTypes', {
      ...surroundings,
      entities: 'hour-types',
      impact: 'New and changed hour types are missing in OutSmart, so hours are booked at old rates.',
    });
    this.employees = new ImportWorker(this, 'Employees', {
      ...surroundings,
      entities: 'employees',
      impact: 'New easybill logins are missing among the employees of OutSmart.',
    });
    // A record whose parent is missing asks for it, and is looked at again afterwards.
    this.contacts.function.grant(this.customers.send());
    this.products.function.grant(this.categories.send());
    this.hourTypes.function.grant(this.categories.send(), this.products.send());
  }

  /** Sending hints of the kinds easybill has webhooks for. */
  sendHints(): readonly Capability[] {
    return [this.customers, this.contacts, this.products].map((worker) => worker.send());
  }

  /** Starting imports, and sending any record by hand. */
  start(): readonly Capability[] {
    const { customers, contacts, products, categories, hourTypes, employees } = this;
    return [customers, contacts, products, categories, hourTypes, employees].map((worker) => worker.send());
  }
}
