import { ImageError, visibleString } from '@stratascope/core';
import { type CacheUsage, cacheUsage, clearCache } from '@stratascope/core/node';
import { dataFolderOf } from '../engine/data-folder';
import { dataShares } from '../engine/data-shares';
import { alignColumns } from '../output/columns';
import { jsonDocument } from '../output/json-text';
import { painter } from '../output/paint';
import { sizeParts, sizeText } from '../output/size-text';
import type { CommandContext, CommandExit } from './command';

const PARTS = {
  indexes: 'indexes of layers',
  contents: 'contents of compressed layers',
  scratch: 'archives that are compressed as a whole',
} as const;

/** `cache`: where what is kept to save time lies, how large it is, and how large it may get; `--clear` empties it. */
export async function run({ arguments: args, streams }: CommandContext): Promise<CommandExit> {
  const [extra] = args.positionals;
  if (extra !== undefined) {
    throw new ImageError('usage', { details: { reason: `cache takes no LOCATION; “${extra}” is one too many.` } });
  }
  const folder = dataFolderOf(args, streams);
  const bounds = dataShares(args.limits.dataSize).cache;
  const before = await cacheUsage(folder, bounds);
  if (args.isSet('clear')) await clearCache(folder);
  const usage = args.isSet('clear') ? await cacheUsage(folder, bounds) : before;
  const freed = args.isSet('clear') ? Math.max(0, before.bytes - usage.bytes) : null;

  const { out } = streams;
  if (args.isSet('json')) await out.write(jsonDocument(cacheJson(usage, freed), out));
  else await out.write(`${cacheLines(usage, freed, painter(out)).join('\n')}\n`);
  return 0;
}

function cacheJson({ folder, bytes, mostBytes, parts, uploads }: CacheUsage, freed: number | null) {
  return {
    folder,
    bytes,
    maxBytes: mostBytes,
    parts: parts.map((part) => ({ part: part.part, bytes: part.bytes, maxBytes: part.mostBytes })),
    uploads,
    ...(freed === null ? {} : { freed }),
  };
}

function cacheLines(
  { folder, bytes, mostBytes, parts, uploads }: CacheUsage,
  freed: number | null,
  paint: ReturnType<typeof painter>,
): readonly string[] {
  const row = (size: number, most: number | null, text: string) => {
    const { number, unit } = sizeParts(size);
    return [number, unit, most === null ? '' : sizeText(most), text];
  };
  const [head = '', ...rows] = alignColumns(
    [
      { title: 'size', align: 'right' },
      { title: '', align: 'left', gap: 1 },
      { title: 'at most', align: 'right' },
      { title: '', align: 'left' },
    ],
    [
      ...parts.map((part) => row(part.bytes, part.mostBytes, PARTS[part.part])),
      row(bytes, mostBytes, 'in all; what was used least goes first'),
      ...(uploads.files === 0 ? [] : [row(uploads.bytes, null, 'uploads, which stay until they are closed')]),
    ],
  );
  return [
    paint('heading', visibleString(folder)),
    head,
    ...rows,
    ...(freed === null ? [] : [`${sizeText(freed)} freed.${bytes > 0 ? ' What is in use stays.' : ''}`]),
  ];
}
