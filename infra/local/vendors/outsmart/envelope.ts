import { jsonAnswer, type VendorAnswer } from '../vendor-request.ts';

/** Envelope codes that belong to no single collection. */
export const ENVELOPE_CODES = {
  noEndpoint: 1000,
  unknownEndpoint: 1001,
  tokenMissing: 1002,
  softwareTokenMissing: 1003,
  tokenNotAllowed: 1004,
  softwareTokenNotAllowed: 1005,
  noBody: 1008,
  unreadableBody: 1009,
  workOrderNotFound: 1500,
  deleteFailed: 1600,
} as const;

/** Success: code 200 inside, HTTP 200 outside. */
export const success = (response: unknown): VendorAnswer =>
  jsonAnswer(200, { code: 200, messages: [], response });

/** Failure: another code inside, and HTTP 200 outside all the same. */
export const envelopeFailure = (code: number, ...messages: readonly string[]): VendorAnswer =>
  jsonAnswer(200, { code, messages, response: null });
