import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { tellTimed } from '../harness/tell-answer';

/** The SHA-256 of FILE and nothing else: where there is no `openssl` to do it. */

const [path = ''] = process.argv.slice(2);

await tellTimed(async () => {
  const buffer = Buffer.allocUnsafeSlow(256 * 1024);
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
    hash.update(buffer.subarray(0, read));
  closeSync(file);
  hash.digest();
  return {};
});
