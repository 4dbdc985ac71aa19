import type { Fault } from '../../../infra/local/vendors/faults.ts';
import type { Canaries } from './canaries.ts';

type Answers = Readonly<Record<string, Fault>>;

const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };

const page = (text: string): string =>
  `<html><title>${text}</title><p>Kunde ${text}</p><a href="?token=${text}">x</a></html>`;

/** What both vendors, or what stands before them, may answer in place of an answer. */
function answersOfBoth(says: (situation: string) => string): Record<string, Fault> {
  return {
    'a page with 500': { kind: 'status', status: 500, headers: html, body: page(says('500')) },
    'a page with 404': { kind: 'status', status: 404, headers: html, body: page(says('404')) },
    'a page with 200': { kind: 'status', status: 200, headers: html, body: page(says('200')) },
    'a redirect': {
      kind: 'status',
      status: 302,
      headers: { location: `/login?to=${says('a redirect')}` },
      body: says('302'),
    },
    'half of an answer': {
      kind: 'status',
      status: 200,
      headers: json,
      body: `{"items":[{"note":"${says('half an answer')}`,
    },
    'a bare text': { kind: 'status', status: 200, headers: json, body: says('a bare text') },
    'nothing in time': { kind: 'status', status: 408, headers: json, body: `{"message":"${says('408')}"}` },
  };
}

/** Failures of easybill whose answers quote a customer, each with canaries of its own. */
export function easybillFaults(canaries: Canaries): Answers {
  const says = (situation: string): string => canaries.plant(`answer of easybill: ${situation}`);
  const failure = (status: number, headers: Record<string, string> = {}): Fault => {
    const text = says(`${status}`);
    const body = {
      code: 20000,
      message: `Kunde ${text} ist ungültig.`,
      arguments: [`Name ${text}`, { [text]: text }, 'last_name'],
    };
    return { kind: 'status', status, headers: { ...json, ...headers }, body: JSON.stringify(body) };
  };
  const odd = says('odd records');
  const items = [{ id: odd, company_name: odd }, odd, [odd], { [odd]: odd }];
  return {
    ...answersOfBoth(says),
    'odd records': {
      kind: 'status',
      status: 200,
      headers: json,
      body: JSON.stringify({ page: 1, pages: 1, total: 4, items }),
    },
    '400': failure(400),
    '401': failure(401, { 'www-authenticate': `Basic realm="${says('realm')}"` }),
    '403': failure(403),
    '409': failure(409),
    '422': failure(422),
    '429': failure(429, { 'retry-after': '1' }),
    '503': failure(503),
  };
}

/** Failures of OutSmart whose messages quote a relation, each with canaries of its own. */
export function outsmartFaults(canaries: Canaries): Answers {
  const says = (situation: string): string => canaries.plant(`answer of OutSmart: ${situation}`);
  const codes = [500, 999, 1002, 1003, 1004, 1005, 1007, 1009, 1300, 1301].map((code): [string, Fault] => {
    const text = says(`code ${code}`);
    const messages = [
      `Relation "${text}" failed`,
      `Required field missing: name of ${text}`,
      'Required field missing: city',
    ];
    return [`code ${code}`, { kind: 'envelope', code, messages }];
  });
  const list = JSON.stringify({ code: 200, messages: [], response: says('a strange response') });
  return {
    ...answersOfBoth(says),
    ...Object.fromEntries(codes),
    'a strange response': { kind: 'status', status: 200, headers: json, body: list },
    '429': { kind: 'status', status: 429, headers: json, body: says('429') },
  };
}
