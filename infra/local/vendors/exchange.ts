import type { IncomingMessage, ServerResponse } from 'node:http';
import { isExecuted, type Fault, type FaultSchedule } from './faults.ts';
import { openLogEntry, type LoggedRequest } from './request-log.ts';
import {
  htmlAnswer,
  jsonAnswer,
  readVendorRequest,
  type VendorAnswer,
  type VendorRequest,
} from './vendor-request.ts';

/** Whether the vendor lets a request in. Refusals are answered at once and change nothing. */
export type Admission =
  | { readonly admitted: false; readonly answer: VendorAnswer }
  | {
      readonly admitted: true;
      readonly execute: () => VendorAnswer;
      /** Called after executing, when the answer leaves or the connection ends without one; may be called twice. */
      readonly settled: () => void;
    };

/** What a vendor brings along to be served over HTTP. */
export interface Vendor {
  readonly basePath: string;
  /** Query parameters that never appear in the request log. */
  readonly secretParameters: readonly string[];
  /** The account the credentials name, without any effect. */
  readonly identify: (request: VendorRequest) => string | undefined;
  /** Checks credentials and budget; counts the call. */
  readonly admit: (request: VendorRequest) => Admission;
}

/** What surrounds a vendor's exchanges. */
export interface ExchangeSurroundings {
  readonly now: () => number;
  readonly faults: FaultSchedule;
  readonly requests: LoggedRequest[];
  /** Waits; rejects when the server closes. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds each admitted call takes. */
  readonly latencyMs: number;
}

const write = (outgoing: ServerResponse, answer: VendorAnswer): void => {
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
};

/** The answer a fault puts in place of the vendor's own; undefined when it sends none or the vendor's. */
const replacedAnswer = (fault: Fault): VendorAnswer | undefined => {
  switch (fault.kind) {
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' };
    case 'html200':
      return htmlAnswer(200, 'Wartungsarbeiten');
    case 'garbageJson':
      return { ...jsonAnswer(200, {}), body: '{"page":1,"pages":1,"items":[{"id":12' };
    case 'envelope':
      return jsonAnswer(200, { code: fault.code, messages: fault.messages ?? [], response: null });
    case 'refuse':
    case 'lateArrival':
    case 'lostAnswer':
    case 'timeout':
    case 'slowBody':
      return undefined;
  }
};

/**
 * One request from arrival to answer: network fault, admission, vendor fault, execution.
 *
 * @throws Error when the client breaks off while sending, or the server closes meanwhile
 */
export const runExchange = async (
  vendor: Vendor,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { now, faults, requests, pause, latencyMs }: ExchangeSurroundings,
): Promise<void> => {
  const request = await readVendorRequest(incoming, vendor.basePath);
  if (request === undefined) {
    write(outgoing, htmlAnswer(404, '404 Not Found'));
    return;
  }
  const account = vendor.identify(request);
  const target = { method: request.method, path: request.path, account };
  const entry = openLogEntry(request, { at: now(), account, secrets: vendor.secretParameters });
  requests.push(entry);

  const networkFault = faults.take(target, 'network');
  if (networkFault !== undefined) {
    entry.fault = networkFault.kind;
    if (networkFault.kind === 'lateArrival') {
      faults.holdLateArrival(() => {
        const admission = vendor.admit(request);
        entry.status = (admission.admitted ? admission.execute() : admission.answer).status;
        if (admission.admitted) admission.settled();
      });
    }
    incoming.socket.destroy();
    return;
  }

  const admission = vendor.admit(request);
  if (!admission.admitted) {
    entry.status = admission.answer.status;
    write(outgoing, admission.answer);
    return;
  }
  await pause(latencyMs);

  const fault = faults.take(target, 'vendor');
  if (fault === undefined) {
    const answer = admission.execute();
    entry.status = answer.status;
    admission.settled();
    write(outgoing, answer);
    return;
  }
  entry.fault = fault.kind;
  const ownAnswer = isExecuted(fault) ? admission.execute() : undefined;
  if (outgoing.closed) admission.settled();
  outgoing.once('close', admission.settled);
  const answer = replacedAnswer(fault) ?? ownAnswer;
  entry.status = answer?.status;
  if (fault.kind === 'timeout') return;
  if (fault.kind === 'lostAnswer' || answer === undefined) {
    incoming.socket.destroy();
  } else if (fault.kind === 'slowBody') {
    outgoing.writeHead(answer.status, {
      ...answer.headers,
      'content-length': Buffer.byteLength(answer.body),
    });
    outgoing.flushHeaders();
    if (fault.afterMs === 'never') return;
    await pause(fault.afterMs);
    outgoing.end(answer.body);
  } else {
    admission.settled();
    write(outgoing, answer);
  }
};
