/** What some webhooks caused, counted. */
export interface WebhookCosts {
  readonly webhooks: number;
  readonly webhookInvocations: number;
  readonly workerInvocations: number;
  /** Calls the worker waited for. */
  readonly vendorCalls: number;
  /** Sends, receives and deletes together. */
  readonly queueRequests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** How long the functions run, which no machine but Lambda tells, and with how much memory. */
export interface Compute {
  readonly webhookMemoryMb: number;
  readonly workerMemoryMb: number;
  readonly msPerWebhook: number;
  readonly msPerWorkerInvocation: number;
  /** Comes on top of the worker's invocation. */
  readonly msPerVendorCall: number;
}

/** A part of the price of a million webhooks, in US dollars. */
export interface PricePart {
  readonly part: string;
  readonly dollars: number;
}

// List prices of us-east-1 in US dollars, without free tiers: per million, and per GB-second on arm64.
// https://aws.amazon.com/api-gateway/pricing/ https://aws.amazon.com/lambda/pricing/ https://aws.amazon.com/sqs/pricing/
// https://aws.amazon.com/dynamodb/pricing/on-demand/
const HTTP_API = 1;
const INVOCATION = 0.2;
const GB_SECOND = 0.000_013_333_4;
const QUEUE_REQUEST = 0.4;
const WRITE_UNIT = 0.625;
const READ_UNIT = 0.125;

const MILLION = 1_000_000;

/** The list price of a million webhooks when each causes what those counted caused on average. */
export function priceOfMillion(costs: WebhookCosts, compute: Compute): PricePart[] {
  const { msPerWebhook, webhookMemoryMb, msPerWorkerInvocation, msPerVendorCall, workerMemoryMb } = compute;
  const webhookMs = costs.webhookInvocations * msPerWebhook;
  const workerMs = costs.workerInvocations * msPerWorkerInvocation + costs.vendorCalls * msPerVendorCall;
  const parts = {
    'HTTP API requests': costs.webhooks * HTTP_API,
    'webhook invocations': costs.webhookInvocations * INVOCATION,
    'webhook compute': gbSeconds(webhookMs, webhookMemoryMb) * GB_SECOND * MILLION,
    'queue requests': costs.queueRequests * QUEUE_REQUEST,
    'worker invocations': costs.workerInvocations * INVOCATION,
    'worker compute': gbSeconds(workerMs, workerMemoryMb) * GB_SECOND * MILLION,
    'DynamoDB units': costs.readUnits * READ_UNIT + costs.writeUnits * WRITE_UNIT,
  };
  return Object.entries(parts).map(([part, dollars]) => ({ part, dollars: dollars / costs.webhooks }));
}

/** The sum of all parts, in US dollars. */
export function totalOf(parts: readonly PricePart[]): number {
  return parts.reduce((sum, { dollars }) => sum + dollars, 0);
}

function gbSeconds(milliseconds: number, memoryMb: number): number {
  return (milliseconds / 1000) * (memoryMb / 1024);
}
