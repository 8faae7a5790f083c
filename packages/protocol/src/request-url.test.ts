import { describe, expect, test } from 'vitest';
import { API_ROOT, endpoints } from './endpoints';
import { decodeBytes, encodeBytes, pathBytes, requestUrl } from './request-url';
import { type Route, routes } from './routes';

describe('requestUrl', () => {
  test('fills parameters and leaves out what is undefined', () => {
    const url = requestUrl('getLayer', { ref: 'sha256:ab', layer: 3 }, { lang: undefined, v: '1.1' });
    expect(url).toBe(`${API_ROOT}/images/sha256%3Aab/layers/3?v=1.1`);
  });

  test('a name with slashes stays one parameter', () => {
    expect(requestUrl('getImage', { ref: 'library/alpine:3' })).toBe(`${API_ROOT}/images/library%2Falpine%3A3`);
  });

  test('a path is bytes, all other text is UTF-8', () => {
    const url = requestUrl('listTree', { ref: 'x' }, { path: '/odd/\xff', filter: 'é', level: 2, ghosts: true });
    expect(url).toBe(`${API_ROOT}/images/x/tree?path=/odd/%FF&filter=%C3%A9&level=2&ghosts=true`);
  });

  test('what the schemas call bytes is what is encoded as bytes', () => {
    for (const [name, route] of Object.entries<Route>(routes)) {
      for (const [field, schema] of Object.entries(route.query.shape)) {
        const isBytes = JSON.stringify(schemaMeta(schema)).includes('percent-encoded-bytes');
        expect(`${name}.${field}: ${isBytes}`).toBe(`${name}.${field}: ${field === 'path' || field === 'find'}`);
      }
    }
  });

  test('every endpoint has its row in the table', () => {
    expect(Object.keys(routes)).toEqual(Object.keys(endpoints));
  });
});

describe('bytes in URLs', () => {
  const allBytes = Array.from({ length: 255 }, (_, at) => String.fromCharCode(at + 1)).join('');

  test('every byte comes back', () => {
    expect(decodeBytes(encodeBytes(allBytes))).toBe(allBytes);
  });

  test('text that was not encoded counts as its UTF-8 bytes', () => {
    expect(decodeBytes('/中')).toBe('/\xe4\xb8\xad');
    expect(decodeBytes('/a b+c&d')).toBe('/a b+c&d');
  });

  test.each(['%', '/a%4', '/%GG', '%%41', '/\ud800'])('%s is refused', (encoded) => {
    expect(decodeBytes(encoded)).toBeNull();
  });

  test('a row gives its bytes from the text, or from the digits where the text lost some', () => {
    expect(pathBytes({ path: '/naïve%41' })).toBe('/na\xc3\xafve%41');
    expect(pathBytes({ path: '/odd/\ufffd', pathHex: '2f6f64642fff' })).toBe('/odd/\xff');
  });
});

/** What a field says of itself, through defaults and options. */
function schemaMeta(schema: unknown): unknown {
  const field = schema as { meta?: () => unknown; def?: { innerType?: unknown } };
  return [field.meta?.(), field.def?.innerType === undefined ? null : schemaMeta(field.def.innerType)];
}
