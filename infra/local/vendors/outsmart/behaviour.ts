/** What OutSmart leaves open, switchable while the simulator runs. */
export interface OutsmartBehaviour {
  /** Whether an update clears the fields it leaves out. */
  onUpdate: 'replace' | 'merge';
  /** What happens to the good rows of a batch that holds a bad one; the answer is an error either way. */
  badBatch: 'storesNothing' | 'storesValidRows';
  /** What happens to a text that is too long. */
  overflow: 'reject' | 'truncate';
  /** Whether GET on a collection filters by the keys of its definition, or ignores `key`, `value` and `operator`. */
  filters: 'honoured' | 'ignored';
  /** Whether `DeleteEntity` tells upper from lower case, as the collation of a database may not. */
  deleteMatching: 'exact' | 'ignoringCase';
}
