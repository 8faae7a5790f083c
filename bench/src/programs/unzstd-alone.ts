import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { tellTimed } from '../harness/tell-answer';

/** The floor of all that reads zstd in a Node that can: unpack FILE, and throw away what comes out. */

const CHUNK_BYTES = 256 * 1024;
const [file = ''] = process.argv.slice(2);

/** From Node 22.15 on; the types are those of the oldest Node that the product runs on. */
const { createZstdDecompress } = zlib as unknown as {
  readonly createZstdDecompress: (options: { readonly chunkSize: number }) => NodeJS.ReadWriteStream;
};

await tellTimed(async () => {
  let bytes = 0;
  const unzstd = createReadStream(file, { highWaterMark: CHUNK_BYTES }).pipe(
    createZstdDecompress({ chunkSize: CHUNK_BYTES }),
  );
  unzstd.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await finished(unzstd);
  return { bytes };
});
