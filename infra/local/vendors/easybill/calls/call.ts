import type { VendorRequest } from '../../vendor-request.ts';
import type { EasybillAccount } from '../account/account.ts';
import type { EasybillBehaviour } from '../account/behaviour.ts';

/** One call that was let in. */
export interface Call {
  readonly account: EasybillAccount;
  readonly request: VendorRequest;
  readonly behaviour: EasybillBehaviour;
  /** The last id in the path; NaN where the path has none. */
  readonly id: number;
  /** The id of what the record belongs to, where the path has one. */
  readonly parentId: number;
}
