import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import {
  type ByteString,
  DEFAULT_LIMITS,
  LayerIndexBuilder,
  layerIndexSink,
  type Sha256,
  TarReader,
} from '@stratascope/core';
import { extract } from 'tar-stream';
import { tellTimed } from '../harness/tell-answer';

/** Reads the headers of the tar FILE: `ours` into columns, without hashing anything; `tar-stream` into nothing. */

const READ_BYTES = 256 * 1024;
const NONE = '' as ByteString;
/** Hashing is not what is measured. */
const noHash: Sha256 = { digest: () => NONE, start: () => ({ update: () => {}, digest: () => NONE }) };

const [how, file = ''] = process.argv.slice(2);
await tellTimed(how === 'ours' ? scan : scanByTarStream);

async function scan() {
  const { pathLength, paxSize } = DEFAULT_LIMITS;
  const builder = new LayerIndexBuilder(DEFAULT_LIMITS);
  const reader = new TarReader(layerIndexSink(builder, noHash), { pathBytes: pathLength, paxBytes: paxSize });
  const bytes = createReadStream(file, { highWaterMark: READ_BYTES });
  bytes.on('data', (piece) => reader.write(piece as Buffer));
  await finished(bytes);
  reader.end();
  return { entries: builder.entryCount };
}

async function scanByTarStream() {
  let entries = 0;
  const reader = extract();
  reader.on('entry', (_header, stream, next) => {
    entries++;
    stream.on('end', next);
    stream.resume();
  });
  await finished(createReadStream(file, { highWaterMark: READ_BYTES }).pipe(reader));
  return { entries };
}
