import { BudgetExhaustedError } from '../budget/budget-exhausted-error.ts';
import type { EasybillClient } from '../easybill/index.ts';
import { invalid, unavailable } from '../http/problem.ts';
import { listEmployees, type OutsmartClient } from '../outsmart/index.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../vendor-errors/index.ts';
import { easybillAccount } from './vendor-account.ts';

const RETRY_SECONDS = 30;

/**
 * Tries the credentials of both vendors with one cheap call each.
 *
 * @returns the name of the easybill account
 * @throws ProblemError 422 naming the key that was refused, 503 when a vendor does not answer
 */
export async function checkCredentials(
  easybill: EasybillClient,
  outsmart: OutsmartClient,
  easybillApiKey: string,
): Promise<string> {
  await explained('outsmart.token', () => listEmployees(outsmart));
  return explained('easybill.apiKey', () => easybillAccount(easybill, easybillApiKey));
}

async function explained<Result>(field: string, check: () => Promise<Result>): Promise<Result> {
  const vendor = field.startsWith('easybill') ? 'easybill' : 'OutSmart';
  try {
    return await check();
  } catch (error) {
    if (error instanceof CredentialsRejectedError) {
      throw invalid([
        { field, message: `${vendor} does not accept it (code ${error.vendorCode}). Copy it again.` },
      ]);
    }
    if (error instanceof AccessDeniedError || error instanceof RecordRejectedError) {
      const message = `${vendor} refuses access with it. Check the plan and the rights of the login it belongs to.`;
      throw invalid([{ field, message }]);
    }
    if (error instanceof RetryableError) {
      throw unavailable(
        `${vendor} does not answer as expected. Try again.`,
        error.retryAfterSeconds ?? RETRY_SECONDS,
      );
    }
    if (error instanceof BudgetExhaustedError) {
      throw unavailable('The easybill calls of this minute are used up. Try again.', error.waitSeconds);
    }
    throw error;
  }
}
