import { berlinDate, berlinDateTime } from './berlin-time.ts';
import {
  displayName,
  easybillCustomer,
  withPaymentTermAlias,
  withUnfamiliarValues,
  type CustomerInput,
  type EasybillCustomer,
} from './customer-record.ts';
import type { EasybillBehaviour } from './behaviour.ts';
import {
  easybillContact,
  withoutCustomer,
  type ContactInput,
  type EasybillContact,
} from './contact-record.ts';
import type { Login } from './logins.ts';
import {
  positionGroup,
  type EasybillPositionGroup,
  type PositionGroupInput,
} from './position-group-record.ts';
import {
  easybillPosition,
  withUnfamiliarPosition,
  type EasybillPosition,
  type PositionInput,
} from './position-record.ts';
import {
  CALLS_PER_MINUTE,
  createRateLimit,
  type BudgetModel,
  type Plan,
  type RateLimit,
} from './rate-limits.ts';
import { RecordStore } from './record-store.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import type { Webhook } from './webhook-record.ts';

/** What an account starts with. */
export interface AccountStart {
  readonly name: string;
  readonly plan: Plan;
  readonly apiKeys: readonly string[];
  readonly logins: readonly Login[];
  readonly customers: readonly CustomerInput[];
  readonly contacts: readonly ContactInput[];
  readonly positionGroups: readonly PositionGroupInput[];
  readonly positions: readonly PositionInput[];
}

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
  readonly logins: readonly Login[];
  readonly customers: Map<number, EasybillCustomer>;
  readonly contacts: RecordStore<EasybillContact>;
  /** They raise no events. */
  readonly positionGroups: RecordStore<EasybillPositionGroup>;
  readonly positions: RecordStore<EasybillPosition>;
  readonly webhooks = new Map<number, Webhook>();
  readonly deliveries: WebhookDeliveries;
  readonly rateLimit: RateLimit;
  readonly #customers: RecordStore<EasybillCustomer>;
  readonly #now: () => number;
  readonly #behaviour: EasybillBehaviour;
  #nextId = FIRST_ID;
  #nextNumber = FIRST_NUMBER;

  constructor(
    start: AccountStart,
    shared: { now: () => number; behaviour: EasybillBehaviour; budgetModel: BudgetModel },
  ) {
    this.name = start.name;
    this.plan = start.plan;
    this.apiKeys = new Set(start.apiKeys);
    this.logins = start.logins;
    this.#now = shared.now;
    this.#behaviour = shared.behaviour;
    this.deliveries = new WebhookDeliveries(shared.now);
    this.rateLimit = createRateLimit(shared.budgetModel, () => CALLS_PER_MINUTE[this.plan]);

    const ids = {
      newId: () => this.newId(),
      useId: (id: number) => {
        this.#nextId = Math.max(this.#nextId, id + 1);
      },
    };
    this.#customers = new RecordStore<EasybillCustomer>({
      ...ids,
      build: (input, id, known) => this.#customer(input, id, known),
      announce: (change, customer) => {
        this.#announce(`customer.${change}`, this.presentCustomer(customer));
      },
    });
    this.customers = this.#customers.records;
    this.contacts = new RecordStore<EasybillContact>({
      ...ids,
      build: (input, id, known) => this.#contact(input, id, known),
      announce: (change, contact) => {
        const shown = this.#behaviour.contactEventsNameCustomer ? contact : withoutCustomer(contact);
        this.#announce(`contact.${change}`, shown);
      },
    });
    this.positionGroups = new RecordStore<EasybillPositionGroup>({
      ...ids,
      build: (input, id, known) => positionGroup({ login_id: this.#owner, ...known, ...input, id }),
      announce: () => undefined,
    });
    this.positions = new RecordStore<EasybillPosition>({
      ...ids,
      build: (input, id, known) => easybillPosition.parse({ login_id: this.#owner, ...known, ...input, id }),
      announce: (change, position) => {
        this.#announce(`position.${change}`, this.presentPosition(position));
      },
    });
    this.#customers.seed(start.customers);
    this.contacts.seed(start.contacts);
    this.positionGroups.seed(start.positionGroups);
    this.positions.seed(start.positions);
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
    return this.#customers.seed(inputs);
  }

  /**
   * Creates a customer, or changes the one with this `id`, and raises `customer.create` or `customer.update`.
   *
   * @throws ZodError when a value is not what easybill would hold
   */
  upsertCustomer(input: CustomerInput): EasybillCustomer {
    return this.#customers.upsert(input);
  }

  /** Deletes a customer with its contacts and raises `customer.delete`. False when there is none. */
  deleteCustomer(id: number): boolean {
    for (const contact of this.contacts.records.values()) {
      if (contact.customer_id === id) this.contacts.records.delete(contact.id);
    }
    return this.#customers.delete(id);
  }

  /** The customer as the API and the webhooks show it. */
  presentCustomer(customer: EasybillCustomer): unknown {
    return this.#behaviour.unfamiliarValues ? withUnfamiliarValues(customer) : customer;
  }

  /** The position as the API and the webhooks show it. */
  presentPosition(position: EasybillPosition): unknown {
    return this.#behaviour.unfamiliarValues ? withUnfamiliarPosition(position) : position;
  }

  get #owner(): number | undefined {
    return this.logins[0]?.id;
  }

  #announce(event: string, record: unknown): void {
    this.deliveries.announce(this.webhooks.values(), event, record);
  }

  #customer(input: CustomerInput, id: number, known: EasybillCustomer | undefined): EasybillCustomer {
    const customer = easybillCustomer.parse({
      login_id: this.#owner,
      created_at: berlinDate(this.#now()),
      ...known,
      updated_at: berlinDateTime(this.#now()),
      ...withPaymentTermAlias(input),
      id,
    });
    if (customer.number === '') customer.number = this.#newNumber();
    customer.display_name = displayName(customer);
    return customer;
  }

  #contact(input: ContactInput, id: number, known: EasybillContact | undefined): EasybillContact {
    const now = berlinDateTime(this.#now());
    return easybillContact.parse({
      login_id: this.#owner,
      created_at: now,
      ...known,
      updated_at: now,
      ...input,
      id,
    });
  }

  #newNumber(): string {
    const taken = new Set([...this.customers.values()].map((customer) => customer.number));
    while (taken.has(String(this.#nextNumber))) this.#nextNumber += 1;
    return String(this.#nextNumber);
  }
}
