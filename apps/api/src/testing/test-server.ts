import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  endpoints,
  failureAnswerSchema,
  type Route,
  type RouteAnswer,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteRequest,
  requestUrl,
  routes,
  type UrlValue,
} from '@stratascope/protocol';
import { expect } from 'vitest';
import { type AppOptions, createApp } from '../create-app';
import { startServer } from '../start-server';
import type { Engine } from '../workspace/engine';
import { createWorkspace, type Workspace, type WorkspaceOptions } from '../workspace/workspace';

interface Parts<Name extends RouteName> {
  readonly params?: RouteParams<Name>;
  readonly query?: RouteQuery<Name>;
  readonly body?: RouteRequest<Name>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A server on a free port, with a data folder of its own, as a client sees it. */
export interface TestServer {
  readonly url: string;
  readonly folder: string;
  readonly workspace: Workspace;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Calls a route and does not look at what comes back. */
  call<Name extends RouteName>(name: Name, parts?: Parts<Name>): Promise<Response>;
  /** Calls a route that has to succeed; its answer has to be what its schema says, to the last field. */
  ask<Name extends RouteName>(name: Name, parts?: Parts<Name>): Promise<RouteAnswer<Name>>;
  /** Calls a route that has to fail, and gives status and code. */
  fail<Name extends RouteName>(name: Name, parts?: Parts<Name>): Promise<readonly [number, string]>;
  /** Ends the server alone. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestServer(
  options: { readonly engine: (dataFolder: string) => Engine | Promise<Engine> } & Partial<
    Omit<AppOptions, 'workspace'> & Pick<WorkspaceOptions, 'maxUploadBytes' | 'memoryBudget'>
  >,
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stratascope-api-'));
  const dataFolder = join(folder, 'data');
  const { engine, maxUploadBytes, memoryBudget, ...app } = options;
  const workspace = await createWorkspace({
    engine: await engine(dataFolder),
    dataFolder,
    baseFolder: folder,
    ...(maxUploadBytes === undefined ? {} : { maxUploadBytes }),
    ...(memoryBudget === undefined ? {} : { memoryBudget }),
  });
  const faults: unknown[] = [];
  let isClosed = false;
  const server = await startServer({
    port: 0,
    app: createApp({
      version: '0.0.0-test',
      webFolder: null,
      host: { os: 'linux', architecture: 'amd64' },
      onFault: (error) => faults.push(error),
      ...app,
      workspace,
    }),
  });

  const call: TestServer['call'] = (name, { params, query, body, headers, signal } = {}) =>
    fetch(server.url + requestUrl(name, asUrlValues(params), asUrlValues(query)), {
      method: endpoints[name].method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    url: server.url,
    folder,
    workspace,
    fetch: (path, init) => fetch(server.url + path, init),
    call,
    async ask(name, parts) {
      const response = await call(name, parts);
      const route: Route = routes[name];
      const text = await response.text();
      expect(response.status, text).toBe(route.response.status);
      if (route.response.kind !== 'json') return undefined as never;
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const answer: unknown = JSON.parse(text);
      // Parsing drops what the schema does not know, so a field too many shows as a difference.
      expect(route.response.schema.parse(answer)).toEqual(answer);
      return answer as never;
    },
    async fail(name, parts) {
      const response = await call(name, parts);
      const answer: unknown = await response.json();
      expect(failureAnswerSchema.parse(answer)).toEqual(answer);
      const { error } = failureAnswerSchema.parse(answer);
      expect(error.message).not.toBe('');
      expect(response.headers.get('cache-control')).toBe('no-store');
      return [response.status, error.code];
    },
    stop: () => server.close(),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await workspace.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
      expect(faults).toEqual([]);
    },
  };
}

function asUrlValues(values: unknown): Readonly<Record<string, UrlValue>> {
  return (values ?? {}) as Readonly<Record<string, UrlValue>>;
}
