// The global, not an import of node:process: that runs all its getters, which open stdin and the other streams.
const { env } = globalThis.process;

/** Where hints for one kind of easybill record go. */
export interface Route {
  readonly queueUrl: string;
  /** What we call such a record. */
  readonly entity: string;
}

/** What the function is given. */
export interface Environment {
  /** By what easybill calls the record. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Where hints go that work orders were completed. */
  readonly triggerQueueUrl: string;
  readonly keysSecret: string;
  readonly region: string;
  /** Endpoints other than AWS's own, as the SDKs know them. */
  readonly sqsEndpoint: string | undefined;
  readonly secretsEndpoint: string | undefined;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string | undefined;
  };
}

/**
 * Reads the environment without a schema library: each kilobyte costs time at every cold start.
 *
 * @throws Error naming the variable that is missing
 */
export function readEnvironment(): Environment {
  return {
    routes: new Map([
      ['customer', { entity: 'customer', queueUrl: required('CUSTOMERS_QUEUE_URL') }],
      ['contact', { entity: 'contact', queueUrl: required('CONTACTS_QUEUE_URL') }],
      // Which of them are hour types shows when they are read.
      ['position', { entity: 'product', queueUrl: required('PRODUCTS_QUEUE_URL') }],
    ]),
    triggerQueueUrl: required('TRIGGER_QUEUE_URL'),
    keysSecret: required('WEBHOOK_KEYS_SECRET'),
    region: required('AWS_REGION'),
    sqsEndpoint: env.AWS_ENDPOINT_URL_SQS ?? env.AWS_ENDPOINT_URL,
    secretsEndpoint: env.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? env.AWS_ENDPOINT_URL,
    credentials: {
      accessKeyId: required('AWS_ACCESS_KEY_ID'),
      secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
      sessionToken: env.AWS_SESSION_TOKEN,
    },
  };
}

function required(name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is missing`);
  return value;
}
