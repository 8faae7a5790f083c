/** The version of the API: the number in each path. */
export const API_VERSION = 1;
export const API_ROOT = `/api/v${API_VERSION}`;

/** Method and path below {@link API_ROOT} of each route; `:name` is a parameter. No schema, so that a page can have it for free. */
export const endpoints = {
  getHealth: { method: 'GET', path: '/health' },
  listLocations: { method: 'GET', path: '/locations' },
  openLocation: { method: 'POST', path: '/locations' },
  closeLocation: { method: 'DELETE', path: '/locations/:id' },
  reloadLocation: { method: 'POST', path: '/locations/:id/reload' },
  forgetRecent: { method: 'DELETE', path: '/recent' },
  uploadArchive: { method: 'POST', path: '/uploads' },
  getCache: { method: 'GET', path: '/cache' },
  clearCache: { method: 'DELETE', path: '/cache' },
  watchEvents: { method: 'GET', path: '/events' },
  getImage: { method: 'GET', path: '/images/:ref' },
  indexImage: { method: 'POST', path: '/images/:ref/index' },
  cancelIndexing: { method: 'POST', path: '/images/:ref/cancel' },
  getDocuments: { method: 'GET', path: '/images/:ref/config' },
  getFacts: { method: 'GET', path: '/images/:ref/facts' },
  getLayer: { method: 'GET', path: '/images/:ref/layers/:layer' },
  getBytes: { method: 'GET', path: '/images/:ref/bytes' },
  getLayerBlob: { method: 'GET', path: '/images/:ref/layers/:layer/blob' },
  listTree: { method: 'GET', path: '/images/:ref/tree' },
  getPath: { method: 'GET', path: '/images/:ref/path' },
  listChanges: { method: 'GET', path: '/images/:ref/changes' },
  searchPaths: { method: 'GET', path: '/images/:ref/search' },
  getLedger: { method: 'GET', path: '/images/:ref/ledger' },
  getContent: { method: 'GET', path: '/images/:ref/content' },
  getTarEntries: { method: 'GET', path: '/images/:ref/entries' },
  getArchive: { method: 'GET', path: '/images/:ref/archive' },
} as const satisfies Record<string, { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: `/${string}` }>;

export type RouteName = keyof typeof endpoints;

/** The document that describes all routes; it lies beside the versions. */
export const OPENAPI_PATH = '/api/openapi.json';
