import { readFileSync } from 'node:fs';
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

/**
 * Reads the headers of the tar FILE, which is in memory already: `ours` into columns, without hashing anything;
 * `tar-stream` into nothing.
 */

const PIECE_BYTES = 256 * 1024;
const NONE = '' as ByteString;
/** Hashing is not what is measured. */
const noHash: Sha256 = { digest: () => NONE, start: () => ({ update: () => {}, digest: () => NONE }) };

const [how, file = ''] = process.argv.slice(2);
const tar = readFileSync(file);
await tellTimed(how === 'ours' ? scan : scanByTarStream);

async function scan() {
  const { pathLength, paxSize } = DEFAULT_LIMITS;
  const builder = new LayerIndexBuilder(DEFAULT_LIMITS);
  const reader = new TarReader(layerIndexSink(builder, noHash), { pathBytes: pathLength, paxBytes: paxSize });
  for (const piece of pieces()) reader.write(piece);
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
  const finished = new Promise<void>((resolve) => reader.once('finish', () => resolve()));
  for (const piece of pieces()) {
    if (!reader.write(piece)) await new Promise<void>((resolve) => reader.once('drain', () => resolve()));
  }
  reader.end(undefined);
  await finished;
  return { entries };
}

function* pieces(): Iterable<Buffer> {
  for (let at = 0; at < tar.length; at += PIECE_BYTES) yield tar.subarray(at, at + PIECE_BYTES);
}
