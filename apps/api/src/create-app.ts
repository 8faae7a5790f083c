import { ImageError, type Platform } from '@stratascope/core';
import { API_ROOT, endpoints, OPENAPI_PATH, openApiDocument } from '@stratascope/protocol';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { answersVersion } from './answers-version';
import { boundBodies, endAfterAnswer } from './http/bound-bodies';
import { compressAnswers } from './http/compress-answers';
import { guardRequests } from './http/guard-requests';
import { requestLanguage } from './http/request-language';
import { requireToken } from './http/require-token';
import { createRouter } from './http/routing';
import { securityHeaders } from './http/security-headers';
import { asImageError, sendError } from './http/send-error';
import { servePage } from './http/serve-page';
import { createHandlers } from './routes/handlers';
import type { Workspace } from './workspace/workspace';

export interface AppOptions {
  readonly workspace: Workspace;
  /** Of the product. */
  readonly version: string;
  /** The built page; null serves the API alone. */
  readonly webFolder: string | null;
  /** Host names, beside addresses and `localhost`, that the server may be called by. */
  readonly allowedHosts?: readonly string[];
  /** What a client must have to be answered at all; everybody is, if not given. */
  readonly token?: string;
  /** Whether a path of this machine may be opened over the API; it may by default. */
  readonly canOpenPaths?: boolean;
  /** The platform that a name means where it has several: this machine's, if not given. */
  readonly host?: Platform;
  /** How long the body of a request that is no upload may take to come. */
  readonly bodyMs?: number;
  /** Hears of faults of this program, whose text no client gets to see. */
  readonly onFault?: (error: unknown) => void;
}

const API_PREFIX = '/api/';

/** The server's application: the API over a workspace, and the page. */
export function createApp(options: AppOptions): Express {
  const { workspace, version, webFolder, onFault } = options;
  const app = express();
  app.disable('x-powered-by');
  // One for each open event stream.
  app.setMaxListeners(0);
  // Paths in queries are bytes; each route reads its query itself.
  app.set('query parser', false);
  app.set('etag', false);

  app.use(securityHeaders());
  app.use(guardRequests({ allowedHosts: options.allowedHosts ?? [], apiPrefix: API_PREFIX }));
  if (options.token !== undefined) app.use(requireToken({ token: options.token, apiPrefix: API_PREFIX }));
  app.use(boundBodies({ isUpload, ...(options.bodyMs === undefined ? {} : { bodyMs: options.bodyMs }) }));
  app.use(compressAnswers());
  app.use(
    createRouter(
      createHandlers({
        workspace,
        version,
        answers: answersVersion(),
        canOpenPaths: options.canOpenPaths ?? true,
        host: options.host ?? thisMachine(),
      }),
    ),
  );
  app.get(OPENAPI_PATH, describeApi(version));
  app.use(API_PREFIX, () => {
    throw new ImageError('not-found');
  });
  if (webFolder !== null) app.use(servePage(webFolder));
  app.use(() => {
    throw new ImageError('not-found');
  });
  app.use(answerErrors(onFault));
  return app;
}

/** Made when it is first asked for, which it seldom is: making it takes a tenth of the server's start. */
function describeApi(version: string): RequestHandler {
  let description: string | null = null;
  return (_request, response) => {
    description ??= JSON.stringify(openApiDocument(version));
    response.type('application/json').set('Cache-Control', 'no-cache').send(description);
  };
}

const isUpload = ({ method, path }: Request) =>
  method === endpoints.uploadArchive.method && path === API_ROOT + endpoints.uploadArchive.path;

function answerErrors(onFault: AppOptions['onFault']): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error, request, response, _next) => {
    if (asImageError(error).code === 'internal') onFault?.(error);
    endAfterAnswer(request, response);
    const lang = /[?&]lang=(en|zh)(?:&|$)/.exec(request.url)?.[1];
    sendError(response, error, requestLanguage(lang, request.get('accept-language')));
  };
}

function thisMachine(): Platform {
  const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
  return { os: 'linux', architecture: names[process.arch] ?? process.arch };
}
