import * as z from 'zod';
import type { Template } from './cloud-assembly.ts';
import { UnresolvableReferenceError } from './errors.ts';

/** Knows what `Ref` and `Fn::GetAtt` of the template's resources answer; undefined when they answer nothing here. */
export interface ResourceValues {
  reference(logicalId: string): string | undefined;
  attribute(logicalId: string, name: string): string | undefined;
}

const joinSchema = z.tuple([z.string(), z.array(z.unknown())]);
const getAttSchema = z.union([
  z.string().transform((text) => [text.split('.')[0] ?? '', text.split('.').slice(1).join('.')] as const),
  z.tuple([z.string(), z.string()]),
]);
const subSchema = z.union([
  z.string().transform((text) => [text, {}] as const),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
]);
const objectSchema = z.record(z.string(), z.unknown());

/** The value of `AWS::NoValue`: the property or list entry is left out. */
const noValue = Symbol('AWS::NoValue');

/**
 * Replaces the intrinsic functions of a template by values: those the stack uses.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export class IntrinsicResolver {
  readonly #template: Template;
  readonly #pseudoParameters: ReadonlyMap<string, string>;
  readonly #values: ResourceValues;

  /** `pseudoParameters` by their full names, such as `AWS::Region`. */
  constructor(template: Template, pseudoParameters: ReadonlyMap<string, string>, values: ResourceValues) {
    this.#template = template;
    this.#pseudoParameters = pseudoParameters;
    this.#values = values;
  }

  /**
   * The value with every intrinsic function in it replaced.
   *
   * @throws UnresolvableReferenceError for a reference without a value and for functions the stack does not use
   */
  resolve(value: unknown): unknown {
    const resolved = this.#resolve(value);
    return resolved === noValue ? undefined : resolved;
  }

  /** Like {@link resolve}, for what must come out as text. */
  resolveText(value: unknown): string {
    return this.#text(this.#resolve(value));
  }

  #resolve(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((entry) => this.#resolve(entry)).filter((entry) => entry !== noValue);
    }
    const object = objectSchema.safeParse(value);
    if (!object.success) return value;
    const entries = Object.entries(object.data);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      return this.#apply(only[0], only[1]);
    }
    const resolved = entries.map(([key, entry]) => [key, this.#resolve(entry)] as const);
    return Object.fromEntries(resolved.filter(([, entry]) => entry !== noValue));
  }

  #apply(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#reference(z.string().parse(argument));
      case 'Fn::GetAtt':
        return this.#attribute(getAttSchema.parse(argument));
      case 'Fn::Join': {
        const [separator, parts] = joinSchema.parse(argument);
        return parts.map((part) => this.resolveText(part)).join(separator);
      }
      case 'Fn::Sub':
        return this.#substitute(subSchema.parse(argument));
      default:
        throw new UnresolvableReferenceError(name);
    }
  }

  #reference(id: string): unknown {
    if (id === 'AWS::NoValue') return noValue;
    const value =
      this.#pseudoParameters.get(id) ??
      (id in this.#template.Resources ? this.#values.reference(id) : this.#template.Parameters[id]?.Default);
    if (value === undefined) throw new UnresolvableReferenceError(`Ref ${id}`);
    return value;
  }

  #attribute([id, name]: readonly [string, string]): string {
    const value = this.#values.attribute(id, name);
    if (value === undefined) throw new UnresolvableReferenceError(`the attribute ${name} of ${id}`);
    return value;
  }

  // `${!Name}` is a literal `${Name}`.
  #substitute([text, variables]: readonly [string, Readonly<Record<string, unknown>>]): string {
    return text.replace(/\$\{([^}]+)\}/g, (_, inner: string) => {
      if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
      if (inner in variables) return this.resolveText(variables[inner]);
      const [id = inner, ...attribute] = inner.split('.');
      return attribute.length > 0
        ? this.#attribute([id, attribute.join('.')])
        : this.#text(this.#reference(inner));
    });
  }

  #text(value: unknown): string {
    return z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).parse(value);
  }
}
