import { EntryKind, entriesAt } from '@stratascope/core';
import type { Handlers } from '../http/routing';
import { presentPath } from '../present/present-problem';
import { nodeOf } from './path-of';
import { askImage, checkLayer, type RouteContext } from './route-context';

/** Of a path that a layer has over and over. */
const MOST_ENTRIES = 8;

/** What an entry does, by its number in an index. */
const KINDS = Object.fromEntries(Object.entries(EntryKind).map(([name, number]) => [number, name])) as Readonly<
  Record<number, keyof typeof EntryKind>
>;

/** The route of entries as they stand in a layer's tar. */
export function entryRoutes(context: RouteContext): Pick<Handlers, 'getTarEntries'> {
  const { contents } = context.workspace;
  return {
    async getTarEntries(call) {
      return await askImage(call, context, 'contents', async (image) => {
        const { layer } = call.query;
        checkLayer(image, layer);
        const path = image.tree.path(nodeOf(image, call.query.path));
        const index = image.tree.layers[layer - 1] ?? null;
        const found = index === null ? [] : entriesAt(index, path);
        const entries = [];
        for (const entry of found.slice(-MOST_ENTRIES)) {
          const { bytes, ...headers } = await contents.headers(image, { layer, entry }, call.signal);
          const kind = KINDS[index?.kind[entry] ?? EntryKind.file] ?? 'file';
          entries.push({ kind, ...headers, headers: Buffer.from(bytes).toString('base64') });
        }
        return { ref: image.source.ref.ref, ...presentPath(path), layer, total: found.length, entries };
      });
    },
  };
}
