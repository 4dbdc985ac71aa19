/** Watches how many writes of an account are under way at once. */
export class ConcurrentWrites {
  readonly #underWay = new Map<string, Map<string, number>>();
  readonly #maximum = new Map<string, number>();
  readonly #report: (violation: string) => void;

  constructor(report: (violation: string) => void) {
    this.#report = report;
  }

  /** Notes the start of a write to an entity, and reports when another one to it is under way. Returns its end, which may be called twice. */
  begin(account: string, entity: string): () => void {
    const entities = this.#underWay.get(account) ?? new Map<string, number>();
    this.#underWay.set(account, entities);
    const before = entities.get(entity) ?? 0;
    entities.set(entity, before + 1);
    if (before > 0) this.#report(`${account}: ${before + 1} writes of ${entity} at once`);
    const total = [...entities.values()].reduce((sum, count) => sum + count, 0);
    this.#maximum.set(account, Math.max(this.maximum(account), total));
    let isUnderWay = true;
    return () => {
      if (isUnderWay) entities.set(entity, (entities.get(entity) ?? 0) - 1);
      isUnderWay = false;
    };
  }

  /** The most writes of the account, to any entity, that were ever under way at once. */
  maximum(account: string): number {
    return this.#maximum.get(account) ?? 0;
  }
}
