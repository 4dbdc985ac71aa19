import type { CallGate } from '../budget/call-gate.ts';
import { createEasybillClient, type EasybillClient } from '../easybill/index.ts';
import { createOutsmartClient, type OutsmartClient } from '../outsmart/index.ts';
import type { ConnectionServices } from './connection-services.ts';
import type { Credentials } from './credentials.ts';

/** Both vendors, with the credentials of one connection. */
export interface VendorClients {
  readonly easybill: EasybillClient;
  readonly outsmart: OutsmartClient;
}

/**
 * Clients for a connection; every easybill call goes through the gate.
 *
 * @param timeoutMs for one call, where a caller waits; else each vendor's own patience
 * @param outsmartPatienceMs how long a call of OutSmart that begins now may take at most
 */
export function openVendors(
  { vendors, observer }: Pick<ConnectionServices, 'vendors' | 'observer'>,
  credentials: Credentials,
  gate: CallGate,
  timeoutMs?: number,
  outsmartPatienceMs?: () => number,
): VendorClients {
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  return {
    easybill: createEasybillClient({
      baseUrl: vendors.easybillBaseUrl,
      apiKey: credentials.easybillApiKey,
      gate,
      observer,
      ...timeout,
    }),
    outsmart: createOutsmartClient({
      baseUrl: vendors.outsmartBaseUrl,
      token: credentials.outsmartToken,
      softwareToken: credentials.outsmartSoftwareToken,
      observer,
      patienceMs: outsmartPatienceMs,
      ...timeout,
    }),
  };
}
