/** What the invoices of a work order are found again by, whatever their generation, and the generation of one of them. */
interface ExternalName {
  /** `os-<account>-<row id>-` */
  readonly workOrder: string;
  readonly generation: number;
}

const NAME = /^(os-.+-)([1-9]\d{0,3})$/;

/** Reads an external id of ours; undefined for any other. */
export function readExternalId(externalId: string | undefined): ExternalName | undefined {
  const [, workOrder, generation] = NAME.exec(externalId ?? '') ?? [];
  return workOrder === undefined ? undefined : { workOrder, generation: Number(generation) };
}
