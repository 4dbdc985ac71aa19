import * as z from 'zod';
import { settingsSchema } from '../../shared/connections/settings/settings.ts';

const nodeSchema = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  maxItems: z.number().optional(),
  multipleOf: z.number().optional(),
  get items() {
    return nodeSchema.optional();
  },
  /** Of an object whose keys are names; false for one whose keys are fixed. */
  get additionalProperties() {
    return z.union([z.boolean(), nodeSchema]).optional();
  },
  get anyOf() {
    return z.array(nodeSchema).optional();
  },
  get properties() {
    return z.record(z.string(), nodeSchema).optional();
  },
});
type Node = z.infer<typeof nodeSchema>;

const INTRODUCTION = `# Settings of a connection

Generated from the schemas of this folder by \`npm run docs\`. Do not edit by hand.

They are the \`settings\` of \`POST /connections\`, and are read and changed at \`/connections/{connectionId}/settings\`. A
change is a JSON merge patch (RFC 7396): what is left out stays, a list is replaced as a whole, and \`null\` puts a key or
a section back to its default. An unknown key is refused with the nearest known name.

An entity that is switched on, or whose section changes, is imported again at once. What is no longer selected is
withdrawn by that import, with its brake. An entity that is switched off stays in OutSmart as it is. A connection that is
paused imports when it is resumed.
`;

/** The page of all settings, in Markdown: allowed values, default and meaning of each key, from the schema. */
export function settingsPage(): string {
  const { $defs } = z.toJSONSchema(settingsSchema, { io: 'input' });
  return [INTRODUCTION, ...section('', nodeSchema.parse($defs?.Settings))].join('\n');
}

function section(name: string, { description, properties = {} }: Node): string[] {
  const keys = Object.entries(properties);
  const own = keys.filter(([, node]) => node.properties === undefined);
  const heading = name === '' ? '## General' : `## \`${name}\``;
  return [
    ...(own.length > 0 ? [heading, '', ...(description === undefined ? [] : [description, ''])] : []),
    ...own.flatMap(([key, node]) => [
      `- \`${key}\`: ${valuesOf(node)}; default \`${JSON.stringify(node.default)}\`. ${node.description ?? ''}`,
    ]),
    ...(own.length > 0 ? [''] : []),
    ...keys
      .filter(([, node]) => node.properties !== undefined)
      .flatMap(([key, node]) => section(name === '' ? key : `${name}.${key}`, node)),
  ];
}

/** What a key may be, in words. */
function valuesOf({ type, anyOf, items, format, maxLength, maxItems, pattern, ...node }: Node): string {
  if (anyOf) return anyOf.map(valuesOf).join(' or ');
  if (typeof node.additionalProperties === 'object')
    return `names, each with ${valuesOf(node.additionalProperties)}`;
  if (items) return `list${maxItems === undefined ? '' : ` of at most ${maxItems}`}, each ${valuesOf(items)}`;
  if (node.enum) return node.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  switch (type) {
    case 'null':
      return '`null`';
    case 'boolean':
      return '`true`, `false`';
    case 'string':
      if (maxLength === undefined && pattern !== undefined) return `text like \`${pattern}\``;
      return format ?? `text of at most ${maxLength ?? 0} characters`;
    default:
      return `${type ?? ''} ${rangeOf(node)}`;
  }
}

function rangeOf({ minimum, exclusiveMinimum, maximum = Infinity, multipleOf }: Omit<Node, 'type'>): string {
  const from = exclusiveMinimum === undefined ? `from ${minimum ?? 0}` : `above ${exclusiveMinimum}`;
  const range = maximum >= Number.MAX_SAFE_INTEGER ? from : `${from} to ${maximum}`;
  return multipleOf === undefined ? range : `${range} in steps of ${multipleOf}`;
}
