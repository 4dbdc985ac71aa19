import { BudgetExhaustedError } from './budget-exhausted-error.ts';
import type { Turn } from './reservation.ts';

/** The refusal that also says which place in the line the work has: send it again with `turn`. */
export class TurnAssignedError extends BudgetExhaustedError {
  readonly turn: Turn;

  constructor(waitSeconds: number, turn: Turn) {
    super(waitSeconds);
    this.turn = turn;
  }
}
