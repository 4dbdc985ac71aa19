import { BudgetExhaustedError } from '../budget/budget-exhausted-error.ts';
import { invalid, tooManyCalls, unavailable } from '../http/problem.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../vendor-http/errors/index.ts';

const RETRY_SECONDS = 30;
/** OutSmart's code for a software token it does not accept; 1004 is about the account's token. */
const SOFTWARE_TOKEN_REJECTED = 1005;

/**
 * Runs calls to a vendor on behalf of a request and answers their failures.
 *
 * @param field the field of the request that holds the key in use
 * @throws ProblemError 422 when the key is refused, 429 when no easybill call is left for now, 503 when the vendor does not
 *   answer
 */
export async function asProblem<Result>(
  field: 'easybill.apiKey' | 'outsmart.token',
  calls: () => Promise<Result>,
): Promise<Result> {
  const vendor = field === 'easybill.apiKey' ? 'easybill' : 'OutSmart';
  try {
    return await calls();
  } catch (error) {
    if (error instanceof CredentialsRejectedError) {
      const { vendorCode } = error;
      const refused = vendorCode === SOFTWARE_TOKEN_REJECTED ? 'outsmart.softwareToken' : field;
      throw invalid([
        { field: refused, message: `${vendor} does not accept it (code ${vendorCode}). Copy it again.` },
      ]);
    }
    if (error instanceof AccessDeniedError || error instanceof RecordRejectedError) {
      const message = `${vendor} refuses access with it. Check the plan and the rights of the login it belongs to.`;
      throw invalid([{ field, message }]);
    }
    if (error instanceof RetryableError) {
      throw unavailable(
        `${vendor} does not answer as expected. Send the request again; it goes on where it stopped.`,
        Math.ceil(error.retryAfterSeconds ?? RETRY_SECONDS),
      );
    }
    if (error instanceof BudgetExhaustedError) {
      throw tooManyCalls(
        'The easybill calls of this minute are used up. Send the request again; it goes on where it stopped.',
        error.waitSeconds,
      );
    }
    throw error;
  }
}
