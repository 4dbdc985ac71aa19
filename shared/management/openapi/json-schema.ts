import * as z from 'zod';

const jsonSchema = z.record(z.string(), z.unknown());
/** A JSON Schema of draft 2020-12, which is what OpenAPI 3.1 uses. */
export type JsonSchema = z.infer<typeof jsonSchema>;

/** Formats say it shorter than the patterns that zod writes beside them. */
const PLAIN_FORMATS = ['date-time', 'date', 'email'];

/** The JSON Schemas of a document; those that have a name are written once, under `#/components/schemas`. */
export class SchemaComponents {
  readonly #named = new Map<string, unknown>();

  /** The named schemas met so far. */
  get schemas(): JsonSchema {
    return Object.fromEntries(this.#named);
  }

  /** What a request may hold. Here a key with a default may be left out, so such a schema has a name of its own. */
  ofRequest(schema: z.ZodType): JsonSchema {
    return this.#render(schema, 'input', 'Input');
  }

  /** What an answer holds. Fields may be added, so unknown ones are to be expected. */
  ofResponse(schema: z.ZodType): JsonSchema {
    return this.#render(schema, 'output', '');
  }

  #render(schema: z.ZodType, io: 'input' | 'output', suffix: string): JsonSchema {
    const rendered = z.toJSONSchema(schema, {
      io,
      override: ({ jsonSchema: json }) => {
        if (io === 'output' && json.additionalProperties === false) delete json.additionalProperties;
        if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
        if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
        if (json.format !== undefined && PLAIN_FORMATS.includes(json.format)) delete json.pattern;
      },
    });
    delete rendered.$schema;
    const text = JSON.stringify(rendered).replaceAll(
      /"#\/\$defs\/(\w+)"/g,
      (_, name: string) => `"#/components/schemas/${name}${suffix}"`,
    );
    const { $defs = {}, ...body } = jsonSchema.parse(JSON.parse(text));
    for (const [name, named] of Object.entries(jsonSchema.parse($defs))) {
      this.#named.set(`${name}${suffix}`, named);
    }
    return body;
  }
}
