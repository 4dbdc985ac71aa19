/** A work order as OutSmart answers it; `id` is the row id. */
export type OutsmartWorkOrder = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly status: string;
};

/** A work order as a test or the demo gives it; what is left out is empty, the status `Opgehaald`. */
export type WorkOrderInput = Readonly<Record<string, unknown>>;

const FIRST_ID = 700_001;

/** Fields every work order has, empty. */
const EMPTY = {
  WorkorderNo: '',
  OrderNr: '',
  ProjectNr: '',
  WorkDate: '',
  WorkTime: '',
  WorkEndDate: '',
  WorkEndTime: '',
  CustomerName: '',
  CustomerDebtorNr: '',
  CustomerStreet: '',
  CustomerStreetNo: '',
  CustomerZIP: '',
  CustomerCity: '',
  CustomerContactPerson: '',
  CustomerEmail: '',
  CustomerPhone: '',
  CustomerRemark: '',
  CustomerNameInvoice: '',
  CustomerDebtorNrInvoice: '',
  CustomerStreetInvoice: '',
  CustomerStreetNoInvoice: '',
  CustomerZIPInvoice: '',
  CustomerCityInvoice: '',
  CustomerContactPersonInvoice: '',
  CustomerEmailInvoice: '',
  CustomerPhoneInvoice: '',
  CustomerRemarkInvoice: '',
  TypeOfWork: 'Service',
  PaymentMethod: '',
  WorkDescription: '',
  ShortWorkDescription: '',
  InternalWorkDescription: '',
  WorkStatus: '',
  WorkFinished: '0',
  Archived: '0',
  EmployeeNr: '',
  Employees: [],
  PdfUrl: '',
  WordUrl: '',
  Workperiods: [],
  Materials: [],
  Photos: [],
  Documents: [],
  Forms: [],
  WorkObjects: [],
};

/** The work orders of one account, and what its users do with them. */
export class WorkOrderStore {
  readonly #records = new Map<string, OutsmartWorkOrder>();
  #nextId = FIRST_ID;

  /** Stores work orders as they are, under way unless told. */
  seed(inputs: readonly WorkOrderInput[]): OutsmartWorkOrder[] {
    return inputs.map((input) => {
      const id = typeof input.id === 'string' ? input.id : String(this.#nextId);
      this.#nextId = Math.max(this.#nextId, Number(id) + 1);
      const status = typeof input.status === 'string' ? input.status : 'Opgehaald';
      return this.#put({ ...EMPTY, OrderNr: `WO-${id}`, ...input, id, status });
    });
  }

  /** In order of insertion. */
  all(): OutsmartWorkOrder[] {
    return [...this.#records.values()];
  }

  get(id: string): OutsmartWorkOrder | undefined {
    return this.#records.get(id);
  }

  /**
   * A technician completes a work order: it is back in the office.
   *
   * @throws Error when there is no such work order
   */
  complete(id: string): OutsmartWorkOrder {
    return this.change(id, { status: 'Compleet', WorkFinished: '1' });
  }

  /**
   * A user changes a work order.
   *
   * @throws Error when there is no such work order
   */
  change(id: string, fields: WorkOrderInput & { readonly status?: string }): OutsmartWorkOrder {
    const known = this.#records.get(id);
    if (known === undefined) throw new Error(`No simulated OutSmart work order ${id}`);
    return this.#put({ ...known, ...fields, id });
  }

  /** A user deletes a work order. False when there is none. */
  remove(id: string): boolean {
    return this.#records.delete(id);
  }

  #put(record: OutsmartWorkOrder): OutsmartWorkOrder {
    this.#records.set(record.id, record);
    return record;
  }
}
