import { z } from 'zod';
import { API_ROOT, API_VERSION } from './endpoints';
import { type Route, routes } from './routes';
import { serverEventSchemas } from './schemas/events';
import { type ErrorCode, failureAnswerSchema } from './schemas/failure';

type Json = Readonly<Record<string, unknown>>;

/** What any route may answer, besides `internal`. */
const COMMON_ERRORS: readonly ErrorCode[] = ['request-invalid', 'unauthorized', 'forbidden'];

/**
 * All routes as an OpenAPI 3.1 document, made from the same table and schemas that check the requests.
 *
 * Source: OpenAPI Specification 3.1, section 4.8.
 */
export function openApiDocument(productVersion: string): Json {
  const components = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'input',
  }).schemas;
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = API_ROOT + route.path.replace(/:([a-z]+)/gi, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stratascope',
      version: `${API_VERSION}`,
      description: `Container images: layers, merged file system, bytes. Served by Stratascope ${productVersion}.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    // Only a server that others on the network can reach has a token.
    security: [{}, { token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(Object.entries(components).map(([id, schema]) => [id, withoutIds(schema)])),
    },
  };
}

function operation(name: string, route: Route): Json {
  return {
    operationId: name,
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body && { requestBody: requestBody(route) }),
    responses: {
      [String(route.response.status)]: success(route),
      default: {
        description: `An error: ${[...new Set([...COMMON_ERRORS, ...route.errors])].join(', ')}.`,
        content: { 'application/json': { schema: schemaOf(failureAnswerSchema) } },
      },
    },
  };
}

function parameters(place: 'path' | 'query', object: z.ZodObject): readonly Json[] {
  const { properties, required } = withoutIds(z.toJSONSchema(object, { io: 'input' })) as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties ?? {}).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || (required ?? []).includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

function requestBody(route: Route): Json {
  const content =
    route.body?.kind === 'json'
      ? { 'application/json': { schema: schemaOf(route.body.schema) } }
      : { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return { required: true, content };
}

function success(route: Route): Json {
  const { response } = route;
  switch (response.kind) {
    case 'json':
      return { description: route.summary, content: { 'application/json': { schema: schemaOf(response.schema) } } };
    case 'empty':
      return { description: 'Done.' };
    case 'content':
      return {
        description: 'The bytes; 206 for a range.',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      };
    case 'events':
      return {
        description: `Events: ${Object.keys(serverEventSchemas).join(', ')}.`,
        content: { 'text/event-stream': { schema: { oneOf: Object.values(serverEventSchemas).map(schemaOf) } } },
      };
  }
}

/** A reference to a schema that has an id, else the schema itself. */
function schemaOf(schema: z.ZodType): Json {
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? withoutIds(z.toJSONSchema(schema)) : { $ref: `#/components/schemas/${id}` };
}

/** Without the marks that only stand-alone JSON schemas need, and with references into the document. */
function withoutIds(schema: object): Json {
  const { $schema, $id, id, $defs, ...rest } = JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') return value.replace('#/$defs/', '#/components/schemas/');
    // The bound that a whole number has in JavaScript says nothing.
    return key === 'maximum' && value === Number.MAX_SAFE_INTEGER ? undefined : value;
  }) as Record<string, unknown>;
  return rest;
}
