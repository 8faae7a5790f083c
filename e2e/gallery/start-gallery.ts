import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Product } from '../product';
import { frameProxy } from './frame-proxy';
import { GALLERY } from './gallery';
import type { GalleryEntry } from './gallery-entry';
import { type GalleryShelf, SHELVES, startShelf } from './products';

/** The built page of the gallery (apps/web/gallery). */
const PAGE = fileURLToPath(new URL('../../apps/web/gallery/dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface RunningGallery {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the gallery's page, and a product for every shelf that its entries are on. */
export async function startGallery(shelves: readonly GalleryShelf[] = SHELVES): Promise<RunningGallery> {
  const folder = mkdtempSync(join(tmpdir(), 'stratascope-gallery-'));
  const products: Product[] = [];
  const servers: Server[] = [];
  const origins = new Map<GalleryShelf, string>();
  let own = '';
  const listen = async (server: Server) => {
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  for (const shelf of shelves) {
    const product = await startShelf(shelf, folder);
    products.push(product);
    origins.set(shelf, await listen(frameProxy(product.url, () => own)));
  }
  own = await listen(servePage(() => JSON.stringify(listOf(origins))));
  return {
    url: own,
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      for (const product of products) await product.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listOf(origins: ReadonlyMap<GalleryShelf, string>) {
  return GALLERY.map(({ title, entries }) => ({
    title,
    entries: entries.filter(({ shelf }) => origins.has(shelf)).map((entry) => listed(entry, origins.get(entry.shelf))),
  }));
}

function listed({ id, title, image, query = '', size, byHand }: GalleryEntry, origin: string | undefined) {
  const path = image === null ? '/' : `/image/${encodeURIComponent(image)}${query}`;
  return { id, title, origin, path, byHand: byHand ?? null, ...(size ?? { width: 1440, height: 900 }) };
}

function servePage(list: () => string): Server {
  return createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://gallery');
    if (pathname === '/gallery.json') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(list());
      return;
    }
    const file = join(PAGE, normalize(pathname === '/' ? '/index.html' : pathname));
    try {
      if (!file.startsWith(PAGE)) throw new Error('outside');
      const bytes = readFileSync(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
}
