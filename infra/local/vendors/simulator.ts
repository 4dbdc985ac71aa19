import { setTimeout as delay } from 'node:timers/promises';
import { listenOnLoopback } from '../http/loopback-server.ts';
import { runExchange, type Vendor } from './exchange.ts';
import { FaultSchedule } from './faults.ts';
import type { LoggedRequest } from './request-log.ts';

/** What a simulator starts with. */
export interface SimulatorOptions<Account, Behaviour> {
  readonly accounts: readonly Account[];
  /** Any free port unless told. */
  readonly port?: number;
  readonly now?: () => number;
  /** Milliseconds each call takes; 0 unless told. */
  readonly latencyMs?: number;
  readonly behaviour?: Partial<Behaviour>;
}

/** A simulated vendor on 127.0.0.1. */
export interface Simulator<Account, Behaviour> {
  /** Base URL including the API's base path, without trailing slash. */
  readonly url: string;
  readonly faults: FaultSchedule;
  readonly behaviour: Behaviour;
  /** Every request received below the base path, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** What the real vendor would not like, and mistakes of the simulator; empty when the client behaved. */
  readonly violations: readonly string[];
  /** @throws Error for a name that was not among the options */
  readonly account: (name: string) => Account;
  /** Stops listening and breaks what is still open. */
  readonly close: () => Promise<void>;
}

/** What makes up a simulator besides how it is served. */
export interface SimulatedVendor<Account, Behaviour> extends Vendor {
  readonly accounts: readonly Account[];
  readonly behaviour: Behaviour;
  readonly violations: string[];
}

/**
 * Serves a simulated vendor over HTTP, with its faults and its request log.
 *
 * @throws Error when the port is taken
 */
export const startSimulator = async <Account extends { readonly name: string }, Behaviour>(
  vendor: SimulatedVendor<Account, Behaviour>,
  { port, now = Date.now, latencyMs = 0 }: Omit<SimulatorOptions<unknown, unknown>, 'accounts' | 'behaviour'>,
): Promise<Simulator<Account, Behaviour>> => {
  const { accounts, behaviour, violations } = vendor;
  const requests: LoggedRequest[] = [];
  const faults = new FaultSchedule();
  const closing = new AbortController();
  const pause = async (milliseconds: number): Promise<void> => {
    if (milliseconds > 0) await delay(milliseconds, undefined, { signal: closing.signal });
  };
  const server = await listenOnLoopback((incoming, outgoing) => {
    runExchange(vendor, incoming, outgoing, { now, faults, requests, pause, latencyMs }).catch(
      (error: unknown) => {
        // A client that hangs up while sending is its own business; anything else is a mistake in the simulator.
        if (!incoming.complete || closing.signal.aborted) return;
        violations.push(`simulator failed: ${error instanceof Error ? error.message : 'unknown error'}`);
        if (!outgoing.headersSent) outgoing.writeHead(500);
        outgoing.end();
      },
    );
  }, port);
  return {
    url: server.url + vendor.basePath,
    faults,
    behaviour,
    requests,
    violations,
    account: (name) => {
      const account = accounts.find((candidate) => candidate.name === name);
      if (account === undefined) throw new Error(`The simulator has no account ${name}`);
      return account;
    },
    close: () => {
      closing.abort();
      return server.close();
    },
  };
};
