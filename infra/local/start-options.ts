import { parseArgs } from 'node:util';
import * as z from 'zod';

/** What the runner is asked to do. */
export interface StartOptions {
  /** Port of the HTTP API; 0 takes a free one. */
  readonly port: number;
  /** Base URL of an easybill to use; undefined starts a simulated one. */
  readonly easybillUrl: string | undefined;
  /** Base URL of an OutSmart to use; undefined starts a simulated one. */
  readonly outsmartUrl: string | undefined;
  /** Whether to seed demo data, connect and show the main job. */
  readonly demo: boolean;
  /** Whether to end when the demo was checked. */
  readonly once: boolean;
}

/** The command line cannot be followed. The message says which option and what is allowed, never the value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const HELP = `Runs the connector on this machine, between simulated easybill and OutSmart servers.

Usage: npm start -- [options]

  --port <number>        port of the HTTP API (default: a free one)
  --easybill-url <url>   use this easybill instead of a simulated one; the URL includes the API's base path
                         (/rest/v1); needs --no-demo
  --outsmart-url <url>   use this OutSmart instead of a simulated one; the URL includes the API's base path
                         (/openapi/8); needs --no-demo
  --no-demo              connect and seed nothing
  --once                 run the demo, check it, and end: exit code 0 when all was right, else 1
  --help                 show this text

When it is up it prints one line of JSON on stdout, everything else on stderr:
  {"ready":true,"api":"http://127.0.0.1:…","easybill":"…","outsmart":"…"}
npm prints lines of its own on stdout; "npm start --silent" leaves the JSON alone.

It stays up until Ctrl-C (SIGINT) or SIGTERM, which end all it started. Exit codes: 0 ended after it was up, 1 it failed,
2 the options cannot be followed, 130 or 143 it was interrupted before it was up, or before --once was done.
`;

const portSchema = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535));

/**
 * Reads the command line.
 *
 * @param args what follows the script's name
 * @returns `help` when the help was asked for
 * @throws UsageError
 */
export function readStartOptions(args: readonly string[]): StartOptions | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  const options: StartOptions = {
    port: readPort(values.port),
    easybillUrl: readBaseUrl('easybill-url', values['easybill-url']),
    outsmartUrl: readBaseUrl('outsmart-url', values['outsmart-url']),
    demo: values['no-demo'] !== true,
    once: values.once === true,
  };
  if (options.once && !options.demo) {
    throw new UsageError('--once runs the demo and checks it; it cannot go with --no-demo.');
  }
  if (options.demo && (options.easybillUrl ?? options.outsmartUrl) !== undefined) {
    throw new UsageError(
      'The demo only knows the keys of the simulated vendors. Add --no-demo to use a vendor of your own, then connect ' +
        'with POST /connections and your keys.',
    );
  }
  return options;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'easybill-url': { type: 'string' },
        'outsmart-url': { type: 'string' },
        'no-demo': { type: 'boolean' },
        once: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    // Only the first sentence: the rest is advice about positional arguments, which there are none of.
    if (error instanceof TypeError) throw new UsageError(`${error.message.split(/\.\s/)[0] ?? ''}.`);
    throw error;
  }
}

function readPort(value: string | undefined): number {
  if (value === undefined) return 0;
  const port = portSchema.safeParse(value);
  if (!port.success) throw new UsageError('--port must be a whole number from 0 (any free port) to 65535.');
  return port.data;
}

function readBaseUrl(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  const isBaseUrl =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '');
  if (!isBaseUrl) {
    throw new UsageError(
      `--${option} must be an http or https URL with the API's base path, without credentials, query and fragment.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
