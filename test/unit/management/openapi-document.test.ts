import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from '../../../shared/management/openapi/openapi-document.ts';
import { ROUTES } from '../../../shared/management/routes.ts';

const document: any = openApiDocument(ROUTES, 'https://api.example');
const operations = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
  Object.entries<any>(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);

/** All values under a key, at any depth. */
function valuesOf(key: string, node: unknown): any[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();

    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('describes every route under a name of its own', () => {
    const names = operations.map(({ operation }) => operation.operationId);

    expect(names.toSorted()).toEqual(ROUTES.map(({ operationId }) => operationId).toSorted());
    expect(new Set(names).size).toBe(names.length);
  });

  it('holds every schema that it refers to', () => {
    const names = valuesOf('$ref', document).map((ref: string) => ref.replace('#/components/schemas/', ''));

    expect(names).not.toEqual([]);
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names));
  });

  it.each(operations)('declares the parameters in the path of $name', ({ path, operation }) => {
    const inPath = operation.parameters.filter((parameter: any) => parameter.in === 'path');

    expect(inPath.map(({ name }: any) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    for (const { required, description } of inPath) {
      expect(required).toBe(true);
      expect(description).toMatch(/\.$/);
    }
  });

  it.each(operations)('says how $name refuses, as problems', ({ path, operation }) => {
    const refusals = Object.keys(operation.responses).filter((status) => /^[45]/.test(status));

    expect(refusals).toEqual(expect.arrayContaining(['400', '403', '413', '415', '422', '429', '500']));
    expect(refusals.includes('404')).toBe(path.includes('{'));
    for (const status of refusals.filter((one) => one !== '403' && one !== '429')) {
      expect(Object.keys(operation.responses[status].content)).toEqual(['application/problem+json']);
    }
  });

  it('refuses unknown fields of requests and expects new ones in answers', () => {
    const { Settings, SettingsInput } = document.components.schemas;

    // Names that users choose have a schema for their values.
    const open = valuesOf('additionalProperties', SettingsInput).filter(
      (value) => typeof value === 'boolean',
    );
    expect(new Set(open)).toEqual(new Set([false]));
    expect(valuesOf('additionalProperties', Settings)).not.toContain(false);
  });

  it('says a sentence about every setting that can be changed', () => {
    const { schema } =
      document.paths['/connections/{connectionId}/settings'].patch.requestBody.content['application/json'];
    const leaves = (node: any): any[] => {
      const object = [node, ...(node.anyOf ?? [])].find(({ properties }) => properties !== undefined);
      return object ? Object.values<any>(object.properties).flatMap(leaves) : [node];
    };

    expect(leaves(schema).length).toBeGreaterThan(40);
    for (const { description } of leaves(schema)) expect(description).toMatch(/\.$/);
  });
});
