import * as z from 'zod';
import { parseJson } from '../http/parse-json.ts';

const problemSchema = z.object({ title: z.string(), detail: z.string().optional() });
const connectedSchema = z.object({ connectionId: z.string(), status: z.string() });
const countsSchema = z.object({
  seen: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  failed: z.int(),
  withdrawn: z.int(),
});
const importSchema = z.object({
  entity: z.string(),
  state: z.string(),
  page: z.int(),
  pages: z.int().optional(),
  counts: countsSchema,
  calls: z.int(),
});
const activitySchema = z.object({
  id: z.string(),
  code: z.string(),
  easybillId: z.int().optional(),
  workOrderId: z.string().optional(),
  text: z.string(),
  remedy: z.string().optional(),
});

/** An import as the management API shows it, as far as the demo looks. */
export type ShownImport = z.infer<typeof importSchema>;
/** An entry of the sync log as the management API shows it, as far as the demo looks. */
export type ShownActivity = z.infer<typeof activitySchema>;

/** The management API answered with a refusal or an error; the message has its status and its own words. */
class ManagementApiError extends Error {
  override readonly name = 'ManagementApiError';
}

/** The management API of a running stack, as the back office calls it. */
export class ManagementApi {
  readonly #url: string;
  readonly #signal: AbortSignal;

  /** @param signal ends requests under way */
  constructor(url: string, signal: AbortSignal) {
    this.#url = url;
    this.#signal = signal;
  }

  /**
   * Joins two accounts and returns the connection's id; its first import is under way.
   *
   * @throws ManagementApiError
   */
  async connect(request: object): Promise<string> {
    const { connectionId } = await this.#call('POST', '/connections', connectedSchema, request);
    return connectionId;
  }

  /**
   * The imports that were started last, newest first.
   *
   * @throws ManagementApiError
   */
  async latestImports(connectionId: string): Promise<ShownImport[]> {
    const schema = z.object({ items: z.array(importSchema) });
    const { items } = await this.#call('GET', `/connections/${connectionId}/imports?limit=20`, schema);
    return items;
  }

  /**
   * The newest entries of the sync log, newest first.
   *
   * @throws ManagementApiError
   */
  async latestActivity(connectionId: string, language: 'de' | 'en'): Promise<ShownActivity[]> {
    const schema = z.object({ items: z.array(activitySchema) });
    const path = `/connections/${connectionId}/activity?limit=20&lang=${language}`;
    const { items } = await this.#call('GET', path, schema);
    return items;
  }

  /**
   * Changes settings by a merge patch.
   *
   * @throws ManagementApiError
   */
  async changeSettings(connectionId: string, patch: object): Promise<void> {
    await this.#call('PATCH', `/connections/${connectionId}/settings`, z.unknown(), patch);
  }

  /**
   * Looks for completed work orders now.
   *
   * @throws ManagementApiError
   */
  async startExports(connectionId: string): Promise<void> {
    await this.#call('POST', `/connections/${connectionId}/exports`, z.unknown(), {});
  }

  async #call<Answer>(
    method: string,
    path: string,
    schema: z.ZodType<Answer>,
    body?: object,
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      signal: this.#signal,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new ManagementApiError(`${method} ${path}: ${response.status} ${reasonIn(text)}`);
    return schema.parse(JSON.parse(text));
  }
}

function reasonIn(text: string): string {
  const problem = problemSchema.safeParse(parseJson(text));
  return problem.success ? `${problem.data.title}. ${problem.data.detail ?? ''}`.trim() : '';
}
