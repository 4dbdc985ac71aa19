/** Something the stack let out: a log line, a message, a row, an answer. */
export interface Output {
  /** Names the place in a failure, e.g. `log of ImportCustomers`. */
  readonly where: string;
  readonly text: string;
}

const PLANTED = /zqx7\d{4}w/g;
const BASE64_RUN = /[A-Za-z0-9+/_-]{16,}/g;

/** Unmistakable texts in the places of personal data and secrets, and the search for them in what was let out. */
export class Canaries {
  readonly #planted = new Map<string, string>();
  readonly #watched = new Map<string, string>();

  /**
   * A new text of 36 letters and digits. It repeats itself, so that half of it, as parsers quote in their errors, is
   * found too. Letters and digits look the same in JSON and in URLs.
   */
  plant(what: string): string {
    const mark = `zqx7${String(this.#planted.size).padStart(4, '0')}w`;
    this.#planted.set(mark, what);
    return mark.repeat(4);
  }

  /** Looks for a secret that we did not choose ourselves. */
  watch(what: string, secret: string): void {
    this.#watched.set(secret, what);
  }

  /** How many there are. */
  get size(): number {
    return this.#planted.size + this.#watched.size;
  }

  /** One line for each canary and the place it was found in: plain, in another case, escaped, or as base64. */
  leaks(outputs: Iterable<Output>): string[] {
    const found = new Set<string>();
    for (const { where, text } of outputs) {
      for (const form of formsOf(text)) {
        for (const [mark] of form.toLowerCase().matchAll(PLANTED)) {
          const what = this.#planted.get(mark);
          if (what !== undefined) found.add(`${what} in ${where}`);
        }
        for (const [secret, what] of this.#watched)
          if (form.includes(secret)) found.add(`${what} in ${where}`);
      }
    }
    return [...found].sort();
  }
}

function* formsOf(text: string): Generator<string> {
  yield text;
  yield text.replaceAll(/(?:%|\\u00|\\x)([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  for (const [run] of text.matchAll(BASE64_RUN)) {
    // What was encoded may begin anywhere in the run.
    for (let start = 0; start < 4; start += 1)
      yield Buffer.from(run.slice(start), 'base64').toString('latin1');
  }
}
