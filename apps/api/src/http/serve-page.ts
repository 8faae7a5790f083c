import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** Files under this prefix have a hash of their content in their name, so they never change. */
const HASHED_PREFIX = '/assets/';

/** The encodings a built file may stand beside in, the better one first. */
const ENCODINGS = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
] as const;

/**
 * Serves the built page: hashed files for ever, all else with a check, and `index.html` for every address of the page.
 */
export function servePage(webFolder: string): Router {
  const router = Router();
  router.use(HASHED_PREFIX, preferEncoded(join(webFolder, HASHED_PREFIX)));
  router.use(
    HASHED_PREFIX,
    express.static(join(webFolder, HASHED_PREFIX), {
      index: false,
      immutable: true,
      maxAge: '1y',
      fallthrough: true,
      setHeaders: setEncodedType,
    }),
    // A hashed file that is gone belongs to another build; the page in its place would be a broken script.
    (_request, _response, next) => next('router'),
  );
  router.use(express.static(webFolder, { index: false, cacheControl: false, setHeaders: noCache }));
  router.get('/{*address}', (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: webFolder, cacheControl: false });
  });
  return router;
}

const noCache = (response: { setHeader(name: string, value: string): unknown }) => {
  response.setHeader('Cache-Control', 'no-cache');
};

/** Leads a request to the compressed file beside the one it names, where the build made one and the client can read it. */
function preferEncoded(folder: string): RequestHandler {
  const known = new Map<string, boolean>();
  const isThere = (file: string) => {
    const cached = known.get(file);
    if (cached !== undefined) return cached;
    const exists = existsSync(join(folder, file));
    // Only what exists is remembered: names that anyone may ask for must not fill the memory.
    if (exists) known.set(file, true);
    return exists;
  };
  return (request, response, next) => {
    // A plain name, so that nothing outside the folder is looked at.
    if (!/^\/[\w.-]+$/.test(request.path)) return next();
    response.vary('Accept-Encoding');
    const found = ENCODINGS.find(
      ({ encoding, extension }) =>
        request.acceptsEncodings(encoding) !== false && isThere(request.path.slice(1) + extension),
    );
    if (found !== undefined) {
      response.set('Content-Encoding', found.encoding);
      request.url = `${request.path}${found.extension}`;
    }
    next();
  };
}

/** The type is that of the file within, which the name of the compressed one hides. */
function setEncodedType(response: { setHeader(name: string, value: string): unknown }, file: string): void {
  const type = /\.(js|css|svg|json|html)\.(?:br|gz)$/.exec(file)?.[1];
  if (type !== undefined) response.setHeader('Content-Type', TYPES[type] ?? 'application/octet-stream');
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};
