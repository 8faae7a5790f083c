import { expect, test } from 'vitest';
import { readOwnerNames } from './owner-names';

const read = (text: string) => Object.fromEntries(readOwnerNames(new TextEncoder().encode(text)));

test('numbers get their first name, of whatever form the rest of the line is', () => {
  const file = 'root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:\napp:x:1000:1000::/:\nwwwé:*:33:\n';
  expect(read(file)).toEqual({ 0: 'root', 1000: 'app', 33: 'wwwé' });
});

test('lines that name nobody are passed over', () => {
  expect(read('# comment:x:1:\n\n:x:2:\nnobody\nneg:x:-1:\nbig:x:99999999999:\nhex:x:0x3:\nlast:x:7:7')).toEqual({
    7: 'last',
  });
});

test('a name that hides, reorders or is no text is no name: the number stays', () => {
  for (const name of ['ro\u202eot', 'ro\u200bot', '\x1b[31mroot', 'ro\tot', 'ro\u00a0ot', 'r'.repeat(300)]) {
    expect(read(`${name}:x:5:5::/:\nroot:x:0:`)).toEqual({ 0: 'root' });
  }
  expect(Object.fromEntries(readOwnerNames(Uint8Array.from([0xff, 0x3a, 0x78, 0x3a, 0x31, 0x3a])))).toEqual({});
});
