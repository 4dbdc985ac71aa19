import { BudgetExhaustedError } from './budget-exhausted-error.ts';
import type { Reservation } from './reservation.ts';

/** The refusal that also says which place in the line the work has: send it again with `reservation`. */
export class PermitReservedError extends BudgetExhaustedError {
  readonly reservation: Reservation;

  constructor(waitSeconds: number, reservation: Reservation) {
    super(waitSeconds);
    this.reservation = reservation;
  }
}
