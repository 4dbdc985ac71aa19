import { berlinDate, berlinDateTime } from '../records/berlin-time.ts';
import {
  displayName,
  easybillCustomer,
  withPaymentTermAlias,
  withUnfamiliarValues,
  type CustomerInput,
  type EasybillCustomer,
} from '../records/customer-record.ts';
import type { EasybillBehaviour } from './behaviour.ts';
import type { Login } from '../records/login.ts';
import {
  CALLS_PER_MINUTE,
  createRateLimit,
  type BudgetModel,
  type Plan,
  type RateLimit,
} from './rate-limits.ts';
import {
  CONTACTS,
  POSITION_GROUPS,
  POSITIONS,
  type EasybillContactRecord,
  type EasybillPositionGroupRecord,
  type EasybillPositionRecord,
} from '../records/record-kinds.ts';
import { RecordStore, type Announce } from './record-store.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import type { Webhook } from '../records/webhook-record.ts';
import { DocumentStore } from './document-store.ts';

/** What an account starts with. */
export interface AccountStart {
  readonly name: string;
  readonly plan: Plan;
  readonly apiKeys: readonly string[];
  /** Calls a minute, when not those of the plan. */
  readonly callsPerMinute?: number;
  readonly logins: readonly Login[];
  readonly customers: readonly CustomerInput[];
  readonly positions?: readonly Partial<EasybillPositionRecord>[];
  readonly positionGroups?: readonly Partial<EasybillPositionGroupRecord>[];
  readonly contacts?: readonly ContactInput[];
}

/** A contact, and the customer it belongs to. */
export type ContactInput = Partial<EasybillContactRecord> & { readonly customerId: number };

// Every account counts from here: two accounts use the same ids, so that code which mixes them up is found out.
const FIRST_ID = 5_000_001;
const FIRST_NUMBER = 10_001;

/** One customer of easybill: its keys, plan, records and webhooks. Changes made here raise events as those over the API do. */
export class EasybillAccount {
  readonly name: string;
  /** Changing it changes the budget at once. */
  plan: Plan;
  /** Keys that are accepted now; delete one to revoke it. */
  readonly apiKeys: Set<string>;
  /** Changing it is what a user does who adds or removes one. */
  logins: readonly Login[];
  readonly customers = new Map<number, EasybillCustomer>();
  readonly positions: RecordStore<EasybillPositionRecord>;
  readonly positionGroups: RecordStore<EasybillPositionGroupRecord>;
  readonly contacts: RecordStore<EasybillContactRecord>;
  /** Which customer each contact belongs to. */
  readonly customerOfContact = new Map<number, number>();
  readonly webhooks = new Map<number, Webhook>();
  readonly documents: DocumentStore;
  /** Notes what the real easybill would not like. */
  readonly report: (violation: string) => void;
  readonly deliveries: WebhookDeliveries;
  readonly rateLimit: RateLimit;
  readonly #now: () => number;
  readonly #behaviour: EasybillBehaviour;
  #nextId = FIRST_ID;
  #nextNumber = FIRST_NUMBER;

  constructor(
    start: AccountStart,
    shared: {
      now: () => number;
      behaviour: EasybillBehaviour;
      budgetModel: BudgetModel;
      report: (violation: string) => void;
    },
  ) {
    this.name = start.name;
    this.plan = start.plan;
    this.apiKeys = new Set(start.apiKeys);
    this.logins = start.logins;
    this.#now = shared.now;
    this.#behaviour = shared.behaviour;
    this.report = shared.report;
    this.deliveries = new WebhookDeliveries(shared.now);
    this.documents = new DocumentStore({
      now: shared.now,
      newId: () => this.newId(),
      announce: (event, document) => {
        this.deliveries.announce(this.webhooks.values(), event, document);
      },
    });
    this.rateLimit = createRateLimit(
      shared.budgetModel,
      () => start.callsPerMinute ?? CALLS_PER_MINUTE[this.plan],
    );
    const newId = (): number => this.newId();
    const announce: Announce = (event, record) => {
      this.deliveries.announce(this.webhooks.values(), event, record);
    };
    this.positions = new RecordStore(POSITIONS, newId, announce);
    this.positionGroups = new RecordStore(POSITION_GROUPS, newId, announce);
    this.contacts = new RecordStore(CONTACTS, newId, announce);
    this.seedCustomers(start.customers);
    this.positionGroups.seed(start.positionGroups ?? []);
    this.positions.seed(start.positions ?? []);
    for (const { customerId, ...contact } of start.contacts ?? []) {
      for (const { id } of this.contacts.seed([contact])) this.customerOfContact.set(id, customerId);
    }
  }

  /** Creates a contact of a customer, or changes the one with this `id`, and raises its event. */
  upsertContact({ customerId, ...input }: ContactInput): EasybillContactRecord {
    const contact = this.contacts.put(input, this.toldOfContact(customerId));
    this.customerOfContact.set(contact.id, customerId);
    return contact;
  }

  /** What the event of a contact says besides the contact. */
  toldOfContact(customerId: number): object {
    return this.#behaviour.contactEventsNameCustomer ? { customer_id: customerId } : {};
  }

  /** An id no record of this account has. */
  newId(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }

  /**
   * Stores customers without raising events, as if they had always been there.
   *
   * @throws ZodError when a value is not what easybill would hold
   */
  seedCustomers(inputs: readonly CustomerInput[]): EasybillCustomer[] {
    return inputs.map((input) => this.#store(input));
  }

  /**
   * Creates a customer, or changes the one with this `id`, and raises `customer.create` or `customer.update`.
   *
   * @throws ZodError when a value is not what easybill would hold
   */
  upsertCustomer(input: CustomerInput): EasybillCustomer {
    const isKnown = input.id !== undefined && this.customers.has(input.id);
    const customer = this.#store(input);
    this.#announceCustomer(isKnown ? 'customer.update' : 'customer.create', customer);
    return customer;
  }

  /** Deletes a customer and raises `customer.delete`. False when there is none. */
  deleteCustomer(id: number): boolean {
    const customer = this.customers.get(id);
    if (customer === undefined) return false;
    this.customers.delete(id);
    this.#announceCustomer('customer.delete', customer);
    return true;
  }

  /** The customer as the API and the webhooks show it. */
  presentCustomer(customer: EasybillCustomer): unknown {
    return this.#behaviour.unfamiliarValues ? withUnfamiliarValues(customer) : customer;
  }

  #announceCustomer(event: string, customer: EasybillCustomer): void {
    this.deliveries.announce(this.webhooks.values(), event, this.presentCustomer(customer));
  }

  #store(input: CustomerInput): EasybillCustomer {
    const known = input.id === undefined ? undefined : this.customers.get(input.id);
    const customer = easybillCustomer.parse({
      login_id: this.logins[0]?.id,
      created_at: berlinDate(this.#now()),
      ...known,
      updated_at: berlinDateTime(this.#now()),
      ...withPaymentTermAlias(input),
      id: input.id ?? this.newId(),
    });
    if (customer.number === '') customer.number = this.#newNumber();
    customer.display_name = displayName(customer);
    this.customers.set(customer.id, customer);
    this.#nextId = Math.max(this.#nextId, customer.id + 1);
    return customer;
  }

  #newNumber(): string {
    const taken = new Set([...this.customers.values()].map((customer) => customer.number));
    while (taken.has(String(this.#nextNumber))) this.#nextNumber += 1;
    return String(this.#nextNumber);
  }
}
