import type { FunctionDefinition } from './function-definition.ts';
import { LocalFunction } from './local-function.ts';

/** All functions of a stack. */
export class LocalFunctions {
  readonly #functions: ReadonlyMap<string, LocalFunction>;

  /** `log` is told the function's name with each line of its output. */
  constructor(definitions: readonly FunctionDefinition[], log: (functionName: string, text: string) => void) {
    this.#functions = new Map(
      definitions.map((definition) => [
        definition.name,
        new LocalFunction(definition, (text) => {
          log(definition.name, text);
        }),
      ]),
    );
  }

  /** How many invocations run or wait for an instance. */
  get pending(): number {
    return this.#sum((each) => each.pending);
  }

  /** How many invocations were started so far. */
  get started(): number {
    return this.#sum((each) => each.metrics.invocations);
  }

  /**
   * The function that a name, an ARN or an integration URI means.
   *
   * @throws Error when the stack has no such function
   */
  get(reference: string): LocalFunction {
    const name = /:function:([^:/]+)/.exec(reference)?.[1] ?? reference;
    const found = this.#functions.get(name);
    if (found === undefined) throw new Error(`The stack has no function ${name}.`);
    return found;
  }

  /** Ends all instances. */
  async stop(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.stop()));
  }

  #sum(count: (each: LocalFunction) => number): number {
    return [...this.#functions.values()].reduce((sum, each) => sum + count(each), 0);
  }
}
