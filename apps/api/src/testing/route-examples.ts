import { archive, buildImage, dockerLegacy, image, layer } from '@stratascope/core/testing';
import { endpoints, type RouteName, requestUrl, type UrlValue } from '@stratascope/protocol';

/** A request that a route answers, and the status that it answers with. */
export interface RouteExample {
  readonly name: RouteName;
  readonly method: string;
  readonly params: Readonly<Record<string, UrlValue>>;
  readonly query: Readonly<Record<string, UrlValue>>;
  readonly path: string;
  readonly status: number;
  readonly body: Uint8Array | null;
}

/** The image that the requests are about. */
const app = image({ names: ['example/app:1'], layers: [layer().file('etc/motd', 'welcome')] });
export const exampleArchive = archive(dockerLegacy([app]));
export const exampleRef = buildImage(app, 'none').configDigest;
/** What stands for the id of an open location. */
export const ANY_ID = 'ID';

const ref = exampleRef;
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** One request for each row of the route table; a new row does not compile before it has one here. */
const EXAMPLES: Record<
  RouteName,
  Partial<Pick<RouteExample, 'params' | 'query' | 'body'>> & Pick<RouteExample, 'status'>
> = {
  getHealth: { status: 200 },
  listLocations: { status: 200 },
  openLocation: { status: 201, body: json({ location: 'app.tar' }) },
  reloadLocation: { status: 200, params: { id: ANY_ID } },
  forgetRecent: { status: 204 },
  uploadArchive: { status: 201, body: exampleArchive },
  getCache: { status: 200 },
  clearCache: { status: 200 },
  watchEvents: { status: 200 },
  getImage: { status: 200, params: { ref } },
  indexImage: { status: 202, params: { ref } },
  cancelIndexing: { status: 200, params: { ref } },
  getDocuments: { status: 200, params: { ref } },
  getFacts: { status: 200, params: { ref } },
  getBytes: { status: 200, params: { ref } },
  getLayer: { status: 200, params: { ref, layer: 1 } },
  getLayerBlob: { status: 200, params: { ref, layer: 1 } },
  listTree: { status: 200, params: { ref } },
  getPath: { status: 200, params: { ref }, query: { path: '/etc/motd' } },
  listChanges: { status: 200, params: { ref } },
  searchPaths: { status: 200, params: { ref }, query: { q: 'motd' } },
  getLedger: { status: 200, params: { ref } },
  getContent: { status: 200, params: { ref }, query: { path: '/etc/motd' } },
  getTarEntries: { status: 200, params: { ref }, query: { path: '/etc/motd', layer: 1 } },
  getArchive: { status: 200, params: { ref } },
  closeLocation: { status: 204, params: { id: ANY_ID } },
};

export const routeExamples: readonly RouteExample[] = (Object.keys(EXAMPLES) as RouteName[]).map((name) => {
  const { status, params = {}, query = {}, body = null } = EXAMPLES[name];
  return { name, method: endpoints[name].method, params, query, path: requestUrl(name, params, query), status, body };
});
