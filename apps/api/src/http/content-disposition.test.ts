import { expect, test } from 'vitest';
import { attachmentDisposition } from './content-disposition';

test.each([
  ['passwd', `attachment; filename="passwd"; filename*=UTF-8''passwd`],
  ['a b.txt', `attachment; filename="a b.txt"; filename*=UTF-8''a%20b.txt`],
  ['naïve "x".txt', `attachment; filename="na_ve _x_.txt"; filename*=UTF-8''na%C3%AFve%20%22x%22.txt`],
  ["it's (1)*", `attachment; filename="it's (1)*"; filename*=UTF-8''it%27s%20%281%29%2A`],
  // Neither a header of its own, nor a path, nor a name that reads backwards.
  ['x\r\nSet-Cookie: y', `attachment; filename="x__Set-Cookie: y"; filename*=UTF-8''x__Set-Cookie%3A%20y`],
  ['..\\..\\boot.ini', `attachment; filename=".._.._boot.ini"; filename*=UTF-8''.._.._boot.ini`],
  ['invoice\u202efdp.exe', `attachment; filename="invoice_fdp.exe"; filename*=UTF-8''invoice_fdp.exe`],
  ['', `attachment; filename="file"; filename*=UTF-8''file`],
])('%j', (name, header) => {
  expect(attachmentDisposition(name)).toBe(header);
});
