import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { tellTimed } from '../harness/tell-answer';

/** The floor of all that reads gzip in Node: unpack FILE, and throw away what comes out. */

const CHUNK_BYTES = 256 * 1024;
const [file = ''] = process.argv.slice(2);

await tellTimed(async () => {
  let bytes = 0;
  const gunzip = createReadStream(file, { highWaterMark: CHUNK_BYTES }).pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  gunzip.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await finished(gunzip);
  return { bytes };
});
