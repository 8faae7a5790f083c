import { bytesPicture } from '@stratascope/core';
import { invalidRequest } from '../http/read-query';
import type { Handlers } from '../http/routing';
import { presentBytes } from '../present/present-bytes';
import { presentPath } from '../present/present-problem';
import { nodeOf } from './path-of';
import { askImage, levelOf, type RouteContext } from './route-context';

/** Where the bytes lie. */
export function bytesRoutes(context: RouteContext): Pick<Handlers, 'getBytes'> {
  return {
    async getBytes(call) {
      const { path, from, show, measure, by, smallest, limit } = call.query;
      return await askImage(call, context, measure === 'stored' ? 'blobs' : 'contents', (image) => {
        const { tree, layers } = image;
        const level = levelOf(image, call.query.level);
        if (from > level) throw invalidRequest('from', `is above the level, ${level}`);
        const directory = nodeOf(image, path);
        const stored = measure === 'stored' ? [0, ...layers.map(({ storedBytes }) => storedBytes)] : null;
        const groupBy = by === 'layer' ? null : by;
        const picture = bytesPicture(tree, { directory, level, from, stored, show, groupBy, smallest, limit });
        return {
          ref: image.source.ref.ref,
          ...presentPath(tree.path(directory)),
          level,
          from,
          show,
          measure,
          by,
          ...presentBytes(tree, picture),
        };
      });
    },
  };
}
