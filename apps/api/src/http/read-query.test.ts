import { ImageError } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldKinds, readParams, readQuery } from './read-query';

const kinds = fieldKinds(
  z.object({
    path: z.string().meta({ format: 'percent-encoded-bytes' }).default('/'),
    level: z.int().exactOptional(),
    ghosts: z.boolean().default(false),
    filter: z.string().exactOptional(),
  }),
);

describe('readQuery', () => {
  test('a path keeps its bytes, all else is text, numbers and truth', () => {
    expect(readQuery('path=/odd/%FF%2f+%C3%A9&level=2&ghosts=true&filter=%C3%A9+x', kinds)).toEqual({
      path: '/odd/\xff/+\xc3\xa9',
      level: 2,
      ghosts: true,
      filter: 'é+x',
    });
  });

  test('what is no number or truth is left to the schema to refuse', () => {
    expect(readQuery('level=1e3&ghosts=yes', kinds)).toEqual({ level: '1e3', ghosts: 'yes' });
    expect(readQuery('level=', kinds)).toEqual({ level: '' });
  });

  test('nothing asked is nothing', () => {
    expect(readQuery('', kinds)).toEqual({});
    expect(readQuery('&&', kinds)).toEqual({});
  });

  test.each([
    ['lvl=1', 'lvl: there is no such parameter'],
    ['level=1&level=2', 'level: is given twice'],
    ['path=%f', 'path: a % is not followed by two hexadecimal digits'],
    ['filter=%FF', 'filter: is not UTF-8'],
    ['__proto__=1', '__proto__: there is no such parameter'],
  ])('%s is refused, with the reason', (query, reason) => {
    const error = errorOf(() => readQuery(query, kinds));
    expect(error).toBeInstanceOf(ImageError);
    expect(error).toMatchObject({ code: 'request-invalid', details: { reason } });
  });
});

test('parameters of a path are numbers where their schema says so', () => {
  const params = fieldKinds(z.object({ ref: z.string(), layer: z.int() }));
  expect(readParams({ ref: '12', layer: '12' }, params)).toEqual({ ref: '12', layer: 12 });
});

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
