import * as fc from 'fast-check';
import * as z from 'zod';

/** Values that pass a schema, its limits above all; what a JSON Schema does not say is sorted out by the schema itself. */
export function anyOfSchema(schema: z.ZodType): fc.Arbitrary<any> {
  const json: any = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return anyOf(json, json.$defs ?? {}).filter((value) => schema.safeParse(value).success);
}

function anyOf(node: any, defs: any): fc.Arbitrary<any> {
  if (node.$ref !== undefined) return anyOf(defs[node.$ref.split('/').at(-1)], defs);
  if (node.anyOf ?? node.oneOf)
    return fc.oneof(...(node.anyOf ?? node.oneOf).map((one: any) => anyOf(one, defs)));
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  switch (node.type) {
    case 'object':
      return anyObject(node, defs);
    case 'array': {
      const [minLength, maxLength] = [Number(node.minItems ?? 0), Number(node.maxItems ?? 20_000)];
      const element = anyOf(node.items, defs);
      const full = element.map((value) => Array.from({ length: maxLength }, () => value));
      return fc.oneof(
        { arbitrary: fc.array(element, { minLength, maxLength: minLength + 3 }), weight: 4 },
        full,
      );
    }
    case 'string':
      return anyString(node);
    case 'integer': {
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = node;
      const above = node.exclusiveMinimum === undefined ? minimum : Number(node.exclusiveMinimum) + 1;
      return fc.integer({ min: Math.max(minimum, above), max: maximum });
    }
    case 'number':
      return anyNumber(node);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function anyObject({ properties = {}, required = [], additionalProperties, maxProperties }: any, defs: any) {
  const fixed = fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, anyOf(one, defs)])),
    { requiredKeys: Object.keys(properties).filter((key) => required.includes(key)) },
  );
  if (typeof additionalProperties !== 'object' || Object.keys(properties).length > 0) return fixed;
  return fc.dictionary(fc.string({ unit: 'binary', minLength: 1 }), anyOf(additionalProperties, defs), {
    maxKeys: Math.min(maxProperties ?? 5, 5),
  });
}

function anyString({ format, pattern, ...limits }: any): fc.Arbitrary<string> {
  const [minLength, maxLength] = [Number(limits.minLength ?? 0), Number(limits.maxLength ?? 100_000)];
  if (format === 'email') return fc.constant('a@example.com');
  if (format === 'date') return anyDate().map((at) => at.slice(0, 10));
  if (format === 'date-time') return anyDate();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const long = fc
    .constantFrom('x', 'ä', '\u{1F600}')
    .map((one) => one.repeat(Math.floor(maxLength / one.length)));
  const short = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 8) });
  return fc.oneof({ arbitrary: short, weight: 4 }, long);
}

function anyDate(): fc.Arbitrary<string> {
  const min = new Date('0001-01-01T00:00:00Z');
  const max = new Date('9999-12-31T23:59:59Z');
  const any = fc.date({ min, max, noInvalidDate: true }).map((at) => at.toISOString());
  return fc.oneof(any, fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999-23:59'));
}

function anyNumber({ minimum, exclusiveMinimum, maximum, multipleOf }: any): fc.Arbitrary<number> {
  const [min, max] = [minimum ?? exclusiveMinimum ?? -1e308, maximum ?? 1e308];
  const step = multipleOf ?? 0;
  const steps =
    step === 0
      ? []
      : [
          fc
            .integer({ min: Math.ceil(min / step), max: Math.floor(max / step) })
            .map((n) => Number((n * step).toFixed(10))),
        ];
  return fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max, 5e-324, 1e-200), ...steps);
}
