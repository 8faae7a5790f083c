import {
  endpoints,
  type Failure,
  type FailureAnswer,
  type RouteAnswer,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteRequest,
  requestUrl,
  type UrlValue,
} from '@stratascope/protocol/client';

/** An answer that is no success, with the words of the server; `offline` where there was no answer at all. */
export class RequestFailure extends Error {
  readonly failure: Failure | null;

  constructor(failure: Failure | null, cause?: unknown) {
    super(failure?.message ?? 'no answer', { cause });
    this.name = 'RequestFailure';
    this.failure = failure;
  }
}

/** What a call of a route is made of; parts that the route does not have are left out. */
export interface RequestParts<Name extends RouteName> {
  readonly params?: RouteParams<Name>;
  readonly query?: RouteQuery<Name>;
  readonly body?: RouteRequest<Name>;
  readonly signal?: AbortSignal;
}

/**
 * Calls a route of the API and gives its JSON. The server checks its answers against the schemas that the types come
 * from, and both are of one version, so the page does not check them again.
 *
 * @throws RequestFailure
 */
export async function request<Name extends RouteName>(
  name: Name,
  { params, query, body, signal }: RequestParts<Name> = {},
): Promise<RouteAnswer<Name>> {
  const response = await respond(routeUrl(name, params, query), {
    method: endpoints[name].method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    ...(signal === undefined ? {} : { signal }),
  });
  return (response.status === 204 ? undefined : await response.json()) as RouteAnswer<Name>;
}

/** The URL of a route, typed. `query.path` is bytes, one character each. */
export function routeUrl<Name extends RouteName>(
  name: Name,
  params?: RouteParams<Name>,
  query?: RouteQuery<Name>,
): string {
  return requestUrl(
    name,
    params as Readonly<Record<string, UrlValue>> | undefined,
    query as Readonly<Record<string, UrlValue>> | undefined,
  );
}

/** `fetch` that throws {@link RequestFailure} for all but a success. */
export async function respond(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new RequestFailure(null, cause);
  }
  if (response.ok) return response;
  throw new RequestFailure(readFailure(await response.text()));
}

/** The failure in the body of an answer, or null where it is none of ours (a proxy's page). */
export function readFailure(body: string): Failure | null {
  try {
    const answer = JSON.parse(body) as Partial<FailureAnswer>;
    return typeof answer.error?.code === 'string' ? answer.error : null;
  } catch {
    return null;
  }
}
