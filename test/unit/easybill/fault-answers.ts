import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  type RetryableError,
} from '../../../shared/vendor-http/errors/index.ts';
import {
  hangUp,
  hangUpInsideTheBody,
  json,
  neverAnswer,
  status,
  stopInsideTheBody,
  text,
  type Answer,
} from '../../support/vendor-server.ts';

/** What easybill says about a person, and no error may repeat. */
export const VENDOR_TEXT = 'Erika Mustermann';

/** Answers after which a call may be tried again, and what the error says. */
export const retryable: [what: string, answer: Answer, expected: Partial<RetryableError>][] = [
  ['a lost answer', hangUp, { reason: 'network', outcome: 'unknown' }],
  ['a connection lost inside the body', hangUpInsideTheBody, { reason: 'network', outcome: 'unknown' }],
  ['no answer in time', neverAnswer, { reason: 'timeout', outcome: 'unknown' }],
  ['a body that does not end in time', stopInsideTheBody, { reason: 'timeout', outcome: 'unknown' }],
  ['409', json(409, { message: VENDOR_TEXT }), { reason: 'locked', outcome: 'notDone' }],
  ['429', status(429, { 'Retry-After': '17' }), { reason: 'rateLimited', retryAfterSeconds: 17 }],
  ['429 with the longest wait', status(429, { 'Retry-After': '120' }), { retryAfterSeconds: 120 }],
  ['429 without Retry-After', status(429), { reason: 'rateLimited', retryAfterSeconds: 60 }],
  ['429 with Retry-After 0', status(429, { 'Retry-After': '0' }), { retryAfterSeconds: 60 }],
  ['429 with Retry-After 121', status(429, { 'Retry-After': '121' }), { retryAfterSeconds: 60 }],
  ['429 with Retry-After -5', status(429, { 'Retry-After': '-5' }), { retryAfterSeconds: 60 }],
  ['429 with Retry-After 1.5', status(429, { 'Retry-After': '1.5' }), { retryAfterSeconds: 60 }],
  [
    '429 with a date',
    status(429, { 'Retry-After': 'Sun, 22 Nov 2026 10:00:00 GMT' }),
    { retryAfterSeconds: 60 },
  ],
  ['500', text(500, VENDOR_TEXT), { reason: 'server', outcome: 'unknown', retryAfterSeconds: undefined }],
  ['503', text(503, `<html>${VENDOR_TEXT}</html>`, 'text/html'), { reason: 'server' }],
  ['HTML with 200', text(200, `<html>${VENDOR_TEXT}</html>`, 'text/html'), { reason: 'unreadable' }],
  ['garbage instead of JSON', text(200, `{"name":"${VENDOR_TEXT}`), { reason: 'unreadable' }],
  ['an HTML page with 404', text(404, '<html>nothing here</html>', 'text/html'), { reason: 'unreadable' }],
];

/** Answers after which it may not. */
export const permanent: [what: string, answer: Answer, expected: Error][] = [
  [
    '401',
    json(401, { code: 401, message: VENDOR_TEXT }),
    new CredentialsRejectedError({ vendor: 'easybill', operation: '' }, 401),
  ],
  ['403', json(403, { message: VENDOR_TEXT }), new AccessDeniedError({ vendor: 'easybill', operation: '' })],
  [
    '400',
    json(400, { code: 20000, message: VENDOR_TEXT, arguments: ['last_name', VENDOR_TEXT, 7, 'emails'] }),
    new RecordRejectedError({ vendor: 'easybill', operation: '' }, 400, ['last_name', 'emails']),
  ],
  ['422', text(422, VENDOR_TEXT), new RecordRejectedError({ vendor: 'easybill', operation: '' }, 422)],
  ['414', status(414), new RecordRejectedError({ vendor: 'easybill', operation: '' }, 414)],
];
