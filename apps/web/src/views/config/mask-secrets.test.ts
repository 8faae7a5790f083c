import { expect, test } from 'vitest';
import { MASK, maskSecrets } from './mask-secrets';

test.each([
  ['ENV DB_PASSWORD=hunter2 PATH=/bin', `ENV DB_PASSWORD=${MASK} PATH=/bin`],
  ['RUN API_TOKEN="a b" make', `RUN API_TOKEN=${MASK} make`],
  ["--mount=x TOKEN='a'", `--mount=x TOKEN=${MASK}`],
  ['curl https://me:secret@example.org/x', `curl https://me:${MASK}@example.org/x`],
  ['A=postgres://app:pw@db/app', `A=${MASK}`],
])('%s', (text, masked) => expect(maskSecrets(text)).toBe(masked));

test.each(['ENV PATH=/usr/bin:/bin', 'RUN test x = y && z', 'TOKEN=', 'see https://example.org/a@b'])(
  'nothing of "%s" is masked',
  (text) => expect(maskSecrets(text)).toBe(text),
);

test('a text of any length is masked in time that grows with it', () => {
  expect(maskSecrets('A'.repeat(300_000))).toHaveLength(300_000);
  for (const part of ['A="', '-a ', '://a:b', 'Bearer ', 'eyJ', '--a="', "-a='b"]) {
    expect(maskSecrets(part.repeat(30_000)).length).toBeGreaterThan(0);
  }
});

test('values of flags, tokens and what authorises a request are masked', () => {
  expect(maskSecrets('mysql --user app --password hunter2 -h db')).toBe('mysql --user app --password •••••••• -h db');
  expect(maskSecrets('tool --api-key=abc --token "a b" --token-file /x')).toBe(
    'tool --api-key=•••••••• --token •••••••• --token-file /x',
  );
  expect(maskSecrets('echo AKIAABCDEFGHIJKLMNOP > key')).toBe('echo •••••••• > key');
  expect(maskSecrets("curl -H 'Authorization: Bearer abcdef123456' x")).toBe(
    "curl -H 'Authorization: Bearer ••••••••' x",
  );
  expect(maskSecrets('CMD ["app" "--password" "hunter2" "-v"]')).toBe('CMD ["app" "--password" "••••••••" "-v"]');
  expect(maskSecrets('["app","--api-key","abc","x"]')).toBe('["app","--api-key","••••••••","x"]');
  expect(maskSecrets('--password --next')).toBe('--password --next');
});
