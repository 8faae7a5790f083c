import { bytesToByteString, type EntryPath, normalizePath, textToByteString } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { type Address, decodeBytes, encodeBytes, formatAddress, LIBRARY, parseAddress } from './address';

const digest = `sha256:${'ab'.repeat(32)}`;
const parse = (link: string) => {
  const { pathname, search } = new URL(link, 'http://localhost');
  return parseAddress({ pathname, search });
};
const path = (text: string) => normalizePath(textToByteString(text)) as EntryPath;

describe('the link of an address', () => {
  const full: Address = {
    image: digest,
    platform: 'linux/arm64/v8',
    tab: 'config',
    view: 'bytes',
    inside: path('/app'),
    at: 7,
    from: 3,
    layer: 6,
    base: 3,
    path: path('/app/entrypoint.sh'),
    version: 6,
    versus: 3,
    query: 'is:dead *.so',
  };

  test('names what is looked at in plain words', () => {
    expect(formatAddress(full)).toBe(
      `/image/${digest}?platform=linux/arm64/v8&tab=config&view=bytes&in=/app&at=7&from=3&layer=6&base=3&path=/app/entrypoint.sh&ver=6&vs=3&q=is:dead%20%2A.so`,
    );
  });

  test('leaves out what is as usual', () => {
    expect(formatAddress({ ...LIBRARY, image: digest })).toBe(`/image/${digest}`);
    expect(formatAddress(LIBRARY)).toBe('/');
  });

  test.each([
    ['everything', full],
    ['the library', LIBRARY],
    ['the empty root', { ...LIBRARY, image: digest, at: 0 }],
    ['an image by name', { ...LIBRARY, image: 'ledgerline/api:2.14.0' }],
    ['signs that mean something in a link', { ...LIBRARY, image: digest, path: path('/a b&c=d+e%20?#/ü') }],
    [
      'bytes that are no text',
      { ...LIBRARY, image: digest, path: normalizePath(bytesToByteString(new Uint8Array([0x61, 0xff, 0xfe]))) },
    ],
  ])('restores %s', (_, address) => {
    expect(parse(formatAddress(address))).toEqual(address);
  });

  test('a path of UTF-8 is encoded as browsers do', () => {
    const text = '/ünïcode/名前 “x”';
    expect(encodeBytes(textToByteString(text))).toBe(text.split('/').map(encodeURIComponent).join('/'));
    expect(decodeBytes(text)).toBe(textToByteString(text));
  });

  test.each([
    ['at=-1&from=x&layer=0&ver=1e3', {}],
    ['path=%2e%2e', {}],
    ['path=/a/../b&tab=waste', { path: path('/b') }],
    ['path=a%00b', {}],
    ['nonsense&&=&path=', {}],
  ])('of a damaged query (%s) what is good is kept', (query, expected) => {
    expect(parse(`/image/${digest}?${query}`)).toEqual({ ...LIBRARY, image: digest, ...expected });
  });

  test('a page that is not known is the library', () => {
    expect(parse('/nowhere?at=3')).toEqual(LIBRARY);
    expect(parse('/image/')).toEqual(LIBRARY);
    expect(parseAddress({ pathname: '/image/%ff', search: '' })).toEqual(LIBRARY);
  });
});
