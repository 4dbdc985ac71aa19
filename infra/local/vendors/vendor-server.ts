import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { runExchange, type Vendor } from './exchange.ts';
import type { FaultSchedule } from './faults.ts';
import type { LoggedRequest } from './request-log.ts';

/** How a vendor is served. */
export interface VendorServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Milliseconds each admitted call takes. */
  readonly latencyMs: number;
  readonly now: () => number;
  readonly faults: FaultSchedule;
  /** Where a mistake in the simulator itself is reported. */
  readonly violations: string[];
}

/** A vendor listening on 127.0.0.1. */
export interface VendorServer {
  /** URL including the API's base path, without trailing slash. */
  readonly url: string;
  /** Every request received below the base path, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Stops listening and breaks what is still open. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a simulated vendor over HTTP, with its faults and its request log.
 *
 * @throws Error when the port is taken
 */
export const startVendorServer = async (
  vendor: Vendor,
  options: VendorServerOptions,
): Promise<VendorServer> => {
  const requests: LoggedRequest[] = [];
  const closing = new AbortController();
  const surroundings = {
    ...options,
    requests,
    pause: async (milliseconds: number): Promise<void> => {
      if (milliseconds > 0) await delay(milliseconds, undefined, { signal: closing.signal });
    },
  };
  const server = createServer((incoming, outgoing) => {
    runExchange(vendor, incoming, outgoing, surroundings).catch((error: unknown) => {
      // A client that hangs up while sending is its own business; anything else is a mistake in the simulator.
      if (!incoming.complete || closing.signal.aborted) return;
      options.violations.push(
        `simulator failed: ${error instanceof Error ? error.message : 'unknown error'}`,
      );
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}${vendor.basePath}`,
    requests,
    close: async () => {
      closing.abort();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
};
