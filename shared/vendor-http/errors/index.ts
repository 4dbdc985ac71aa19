export { AccessDeniedError } from './access-denied-error.ts';
export { CredentialsRejectedError } from './credentials-rejected-error.ts';
export { RecordRejectedError } from './record-rejected-error.ts';
export { RetryableError, type RetryReason } from './retryable-error.ts';
export type { VendorCall } from './vendor-call.ts';
