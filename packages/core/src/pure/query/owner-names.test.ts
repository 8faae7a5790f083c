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
