import { describe, expect, test } from 'vitest';
import { endpoints } from './endpoints';
import { openApiDocument } from './open-api';

describe('openApiDocument', () => {
  const document = openApiDocument('0.0.0');
  const text = JSON.stringify(document);

  test('names every route once, with its method', () => {
    const described = Object.entries(document.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
      )
      .sort();
    const wanted = Object.entries(endpoints)
      .map(([name, { method, path }]) => `${name} ${method.toLowerCase()} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`)
      .sort();
    expect(described).toEqual(wanted);
  });

  test('every reference leads to a schema of the document', () => {
    const { schemas } = document.components as { readonly schemas: Readonly<Record<string, unknown>> };
    const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => String(target));
    expect(names.length).toBeGreaterThan(20);
    for (const name of new Set(names)) {
      expect(name).toMatch(/^#\/components\/schemas\//);
      expect(Object.keys(schemas)).toContain(name.split('/').at(-1));
    }
  });

  test('what has a default may be left out of a request', () => {
    const { paths } = document as {
      paths: Record<string, { get: { parameters: { name: string; required: boolean }[] } }>;
    };
    const required = paths['/api/v1/images/{ref}/tree']?.get.parameters.filter((field) => field.required);
    expect(required?.map((field) => field.name)).toEqual(['ref']);
  });
});
