import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CallObserver } from '../../../shared/aws/call-observer.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import type { Choices } from './choices.ts';
import { mishapsAt, type HttpMishap, type VendorFault } from './http-mishaps.ts';

/** A function instance that was ended in the middle of its work. */
class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** A call to the table or the queue whose answer never arrived. */
class LostAnswerError extends Error {
  override readonly name = 'LostAnswerError';
}

/** A place in a run at which one of the options might have happened. */
export interface Point {
  readonly call: string;
  readonly options: readonly HttpMishap[];
}

/** One run of a worker. Once it crashed it makes no call any more. */
interface Invocation {
  readonly message: ExportMessage;
  readonly isSecond: boolean;
  crashed: boolean;
}

/** What happens besides the calls themselves. */
interface Surroundings {
  /** Another worker does all it can with a copy of the message. */
  readonly workBeside: (message: ExportMessage) => Promise<void>;
  /** Has the next request of the vendor fail. */
  readonly strike: (vendor: 'easybill' | 'outsmart', fault: VendorFault) => void;
  /** Told right before and after each call to a vendor that is made. */
  readonly before: (call: string) => Promise<void>;
  readonly after: (call: string) => Promise<void>;
}

/** The calls of the workers of one world, one at a time: at each of them something may happen. */
export class HttpCalls implements CallObserver {
  /** Every call so far, in order. */
  readonly points: Point[] = [];
  readonly #choices: Choices<HttpMishap>;
  readonly #surroundings: Surroundings;
  #invocation: Invocation | undefined;
  /** Of the vendor call that is under way. */
  #mishap: HttpMishap | undefined;

  constructor(choices: Choices<HttpMishap>, surroundings: Surroundings) {
    this.#choices = choices;
    this.#surroundings = surroundings;
  }

  /** Runs a worker; a second one in the middle of a call of the first. */
  async run<Result>(message: ExportMessage, isSecond: boolean, work: () => Promise<Result>): Promise<Result> {
    const outer = this.#invocation;
    this.#invocation = { message, isSecond, crashed: false };
    const result = await work();
    this.#invocation = outer;
    return result;
  }

  /** What happens at a delivery. */
  deliver(): HttpMishap | undefined {
    return this.#choose('queue receive', mishapsAt('queue receive'));
  }

  /** Before a call to a vendor. */
  async before(call: string): Promise<void> {
    const mishap = await this.#enter(call);
    if (typeof mishap === 'object') {
      this.#surroundings.strike(call.startsWith('easybill') ? 'easybill' : 'outsmart', mishap);
    }
    this.#mishap = mishap;
    await this.#surroundings.before(call);
  }

  /** After a call to a vendor, however it ended. */
  async after(call: string): Promise<void> {
    await this.#surroundings.after(call);
    if (this.#mishap === 'crashAfter') this.#crash();
  }

  /** Makes a call to the table or the queue. */
  async make<Result>(call: string, carryOut: () => Promise<Result>): Promise<Result> {
    const mishap = await this.#enter(call);
    if (mishap !== 'crashAfter' && mishap !== 'lost' && mishap !== 'repeated') return carryOut();
    // Whatever the answer is, it is not heard.
    await Promise.allSettled([carryOut()]);
    if (mishap === 'crashAfter') this.#crash();
    if (mishap === 'lost') throw new LostAnswerError(`the answer to ${call} was lost`);
    return carryOut();
  }

  /** A client of the tables whose calls are made like that. */
  through(documents: DynamoDBDocumentClient): DynamoDBDocumentClient {
    type Command = Parameters<DynamoDBDocumentClient['send']>[0];
    const send = (command: Command): Promise<unknown> =>
      this.make(`table ${command.constructor.name.replace('Command', '')}`, () => documents.send(command));
    return new Proxy(documents, { get: (_, name) => (name === 'send' ? send : undefined) });
  }

  /** Whether an error is one of what happens here, and no bug. */
  isExpected(error: unknown): boolean {
    return error instanceof CrashError || error instanceof LostAnswerError;
  }

  /** Comes to a call: what happens at it is chosen, and done as far as it comes before. */
  async #enter(call: string): Promise<HttpMishap | undefined> {
    const invocation = this.#invocation;
    if (!invocation) throw new Error('nobody works');
    if (invocation.crashed) throw new CrashError();
    const options = mishapsAt(call);
    const mishap = this.#choose(
      call,
      invocation.isSecond ? options.filter((option) => option !== 'second') : options,
    );
    if (mishap === 'crashBefore') this.#crash();
    if (mishap === 'second') await this.#surroundings.workBeside(invocation.message);
    return mishap;
  }

  #choose(call: string, options: readonly HttpMishap[]): HttpMishap | undefined {
    this.points.push({ call, options });
    return this.#choices.next(options);
  }

  #crash(): never {
    if (this.#invocation) this.#invocation.crashed = true;
    throw new CrashError();
  }
}
