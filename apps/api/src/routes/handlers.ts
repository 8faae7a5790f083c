import type { Handlers } from '../http/routing';
import { bytesRoutes } from './bytes-routes';
import { cacheRoutes } from './cache-routes';
import { contentRoutes } from './content-routes';
import { entryRoutes } from './entry-routes';
import { exportRoutes } from './export-routes';
import { imageRoutes } from './image-routes';
import { libraryRoutes } from './library-routes';
import type { RouteContext } from './route-context';
import { treeRoutes } from './tree-routes';

/** One handler for each row of the table; a missing one does not compile. */
export function createHandlers(context: RouteContext): Handlers {
  return {
    ...libraryRoutes(context),
    ...imageRoutes(context),
    ...treeRoutes(context),
    ...bytesRoutes(context),
    ...cacheRoutes(context),
    ...contentRoutes(context),
    ...entryRoutes(context),
    ...exportRoutes(context),
  };
}
