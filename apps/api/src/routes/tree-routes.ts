import {
  failureDetails,
  ImageError,
  listDirectory,
  PathSearch,
  parseQuery,
  pathOfQuery,
  prepareListing,
} from '@stratascope/core';
import { runInSlices } from '@stratascope/core/node';
import { invalidRequest } from '../http/read-query';
import type { Handlers } from '../http/routing';
import { presentLife } from '../present/present-life';
import { presentPath } from '../present/present-problem';
import { presentBytesByLayer, presentRow } from '../present/present-row';
import { layersWithWords, presentFound } from '../present/present-search';
import { presentChange } from '../present/present-state';
import { ownerNamesAt } from '../workspace/owner-names';
import { nodeOf, pathOf } from './path-of';
import { askImage, levelOf, type RouteContext } from './route-context';
import { runSearch } from './run-search';

type TreeRoutes = Pick<Handlers, 'listTree' | 'searchPaths' | 'getPath' | 'listChanges'>;

/** Routes about the merged file system. */
export function treeRoutes(context: RouteContext): TreeRoutes {
  const { contents } = context.workspace;
  return {
    async listTree(call) {
      return await askImage(call, context, 'contents', async (image) => {
        const { path, from, sort, order, foldersFirst, filter, ghosts, find, cursor, limit } = call.query;
        const { tree } = image;
        const level = levelOf(image, call.query.level);
        if (from > level) throw invalidRequest('from', `is above the level, ${level}`);
        const directory = nodeOf(image, path);
        const listing = {
          directory,
          level,
          from: from === 0 ? null : from,
          ghosts,
          sort,
          descending: order === 'desc',
          foldersFirst,
          ...(filter === undefined ? {} : { filter }),
          find: find === undefined ? null : image.tree.find(pathOf(find)),
          offset: cursor,
          limit,
        };
        await runInSlices(prepareListing(tree, listing), call.signal);
        const { items, total, foundAt, matches } = listDirectory(tree, listing);
        const names = await ownerNamesAt(image, level, contents);
        const { bytes, entries } = tree.subtree(directory, level);
        const end = cursor + items.length;
        return {
          ref: image.source.ref.ref,
          ...presentPath(tree.path(directory)),
          level,
          from,
          folder: { size: bytes, entries, bytesByLayer: presentBytesByLayer(tree.bytesByLayer(directory, level)) },
          total,
          foundAt,
          matches,
          rows: items.map((item) => presentRow(tree, item, names)),
          next: end < total ? end : null,
        };
      });
    },

    async searchPaths(call) {
      return await askImage(call, context, 'contents', async (image) => {
        const { q, later, order, totals, cursor, limit } = call.query;
        const level = levelOf(image, call.query.level);
        const parsed = parseQuery(q);
        if (parsed.kind === 'failure')
          throw new ImageError('query-invalid', { details: failureDetails(parsed.failure) });
        const { tree } = image;
        const question = { level, withLater: later };
        const page = new PathSearch(tree, parsed.query, { ...question, order, cursor, limit });
        if (limit > 0) await runSearch(page, 'page', call.signal);
        const all = totals ? new PathSearch(tree, parsed.query, { ...question, limit: 0, withTotals: true }) : null;
        if (all !== null) await runSearch(all, 'end', call.signal);
        const path = pathOfQuery(q);
        const node = path === null ? null : tree.find(path);
        const exact = node === null ? null : presentFound(tree, node, level);
        return {
          ref: image.source.ref.ref,
          q,
          level,
          exact: exact?.standing === 'later' && !later ? null : exact,
          layers: layersWithWords(image, parsed.query),
          rows: page.found.map((node) => presentFound(tree, node, level)),
          next: page.next,
          total: all?.count ?? null,
          bytes: all?.bytes ?? null,
        };
      });
    },

    async getPath(call) {
      return await askImage(call, context, 'contents', async (image) => {
        const node = nodeOf(image, call.query.path);
        const level = levelOf(image, call.query.level);
        return await presentLife(image, node, level, (at) => ownerNamesAt(image, at, contents));
      });
    },

    async listChanges(call) {
      return await askImage(call, context, 'contents', (image) => {
        const { from, path, cursor, limit } = call.query;
        const to = levelOf(image, call.query.to);
        if (from > to) throw invalidRequest('from', `is above ${to}, the level of to`);
        const { tree } = image;
        const below = nodeOf(image, path);
        const counts = tree.countChanges(from, to, below);
        const total = counts.added + counts.changed + counts.removed;
        const changes = [];
        for (const change of tree.changes(from, to, { below, skip: cursor })) {
          if (changes.length === limit) break;
          changes.push(presentChange(tree, change));
        }
        const end = cursor + changes.length;
        return {
          ref: image.source.ref.ref,
          from,
          to,
          ...presentPath(tree.path(below)),
          total,
          counts,
          changes,
          next: end < total ? end : null,
        };
      });
    },
  };
}
