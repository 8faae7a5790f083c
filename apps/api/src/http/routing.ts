import type { Language } from '@stratascope/core';
import {
  API_ROOT,
  type Route,
  type RouteAnswer,
  type RouteName,
  type RouteParams,
  type RouteQueryRead,
  type RouteRequest,
  routes,
} from '@stratascope/protocol';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { MAX_BODY_BYTES } from './bound-bodies';
import { clientHas, weakTag } from './entity-tag';
import { type FieldKinds, fieldKinds, invalidRequest, readParams, readQuery } from './read-query';
import { requestLanguage } from './request-language';
import { Turns } from './turns';

/** A request that was checked against its schemas. */
export interface Call<Name extends RouteName> {
  readonly params: RouteParams<Name>;
  readonly query: RouteQueryRead<Name>;
  readonly body: RouteRequest<Name>;
  readonly language: Language;
  /** Aborts when the client leaves before the answer is sent. */
  readonly signal: AbortSignal;
  readonly request: Request;
  readonly response: Response;
}

/** Gives the answer, or null where it has sent one itself. */
type Handler<Name extends RouteName> = (call: Call<Name>) => Promise<RouteAnswer<Name> | null>;
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

/** The router of all routes of the table: each request is checked, then handled, then answered as JSON. */
export function createRouter(handlers: Handlers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const turns = new Turns();
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name];
    const method = route.method.toLowerCase() as 'get' | 'post' | 'delete';
    const steps = route.body?.kind === 'json' ? [express.json({ limit: MAX_BODY_BYTES })] : [];
    router[method](API_ROOT + route.path, ...steps, answerCall(route, handlers[name] as Handler<RouteName>, turns));
  }
  return router;
}

function answerCall(route: Route, handler: Handler<RouteName>, turns: Turns): RequestHandler {
  let kinds: CallKinds | null = null;
  return async (request, response) => {
    // When the route is first asked: of all routes at once they are a tenth of the server's start.
    kinds ??= { paramKinds: fieldKinds(route.params), queryKinds: fieldKinds(route.query) };
    const call = readCall(route, kinds, request, response);
    await turns.next();
    const answer = await handler(call);
    if (answer === null || response.headersSent || response.destroyed) return;
    if (route.response.kind === 'empty') response.status(204).end();
    else sendJson(request, response, route.response.status, answer);
  };
}

interface CallKinds {
  readonly paramKinds: FieldKinds;
  readonly queryKinds: FieldKinds;
}

function readCall(route: Route, kinds: CallKinds, request: Request, response: Response): Call<RouteName> {
  const mark = request.url.indexOf('?');
  const query = readQuery(mark < 0 ? '' : request.url.slice(mark + 1), kinds.queryKinds);
  return {
    params: check(route.params, readParams(request.params, kinds.paramKinds), 'path'),
    query: check(route.query, query, 'query'),
    body: (route.body?.kind === 'json' ? check(route.body.schema, request.body, 'body') : undefined) as never,
    language: requestLanguage(typeof query.lang === 'string' ? query.lang : undefined, request.get('accept-language')),
    signal: signalOf(response),
    request,
    response,
  } as Call<RouteName>;
}

function check(schema: z.ZodType, value: unknown, whole: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalidRequest(issue?.path.join('.') || whole, issue?.message ?? 'is not valid');
}

function signalOf(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/**
 * Sends JSON with a tag over its bytes, so that asking again costs no transfer where nothing changed.
 * A handler that knows the answer never changes has set `ETag` and `Cache-Control` before.
 */
function sendJson(request: Request, response: Response, status: number, answer: unknown): void {
  const body = JSON.stringify(answer);
  response.status(status).type('application/json');
  response.vary('Accept-Language');
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
  if (response.hasHeader('ETag') || request.method === 'POST') {
    response.send(body);
    return;
  }
  const tag = weakTag(body);
  response.set('ETag', tag);
  if (clientHas(request, tag)) response.status(304).end();
  else response.send(body);
}
