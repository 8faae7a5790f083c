import { writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { tellAnswer, tellTimed } from '../harness/tell-answer';
import { readCachedLayer } from '../recipes/cached-layer';
import { jsonOfIndex } from '../recipes/json-of-index';

/**
 * `ours LAYER CACHE`: opens the index of a layer that the cache knows. `json LAYER CACHE FILE` writes it as
 * JSON. `read FILE BYTES`: a plain read of so many bytes. `parse FILE`: JSON.parse of a file, whose reading is not timed.
 */

const [how, first = '', second = ''] = process.argv.slice(2);
switch (how) {
  case 'ours':
    await tellTimed(openCached);
    break;
  case 'json':
    await tellTimed(async () => {
      const { index } = await readCachedLayer(first, second);
      if (index === null) throw new Error('no index');
      writeFileSync(process.argv[5] ?? '', jsonOfIndex(index));
      return {};
    });
    break;
  case 'read':
    await tellTimed(async () => {
      const file = await open(first);
      const { bytesRead } = await file.read(new Uint8Array(Number(second)));
      await file.close();
      return { bytesRead };
    });
    break;
  case 'parse': {
    const text = await readFile(first, 'latin1');
    const startedAt = performance.now();
    const rows: unknown = JSON.parse(text);
    tellAnswer(performance.now() - startedAt, { rows: Array.isArray(rows) ? rows.length : 0 });
    break;
  }
  default:
    throw new Error(`no such way: ${how}`);
}

async function openCached() {
  const { index } = await readCachedLayer(first, second);
  if (index === null) throw new Error('no index');
  const sha256 = index.sha256(0);
  return {
    nodes: index.entryCount,
    bytes: index.buffer.byteLength,
    // The digests are the last of the columns: what every merge reads lies before them.
    hotBytes: sha256.byteOffset,
  };
}
