import type { EventEmitter } from 'node:events';
import { ImageError } from '@stratascope/core';
import { API_VERSION } from '@stratascope/protocol';
import { openEventStream } from '../http/event-stream';
import type { Handlers } from '../http/routing';
import { presentIndexStatus, presentLibrary, presentLocation } from '../present/present-library';
import { CLOSING_EVENT } from '../start-server';
import type { ImageJob } from '../workspace/image-job';
import type { RouteContext } from './route-context';

type LibraryRoutes = Pick<
  Handlers,
  | 'getHealth'
  | 'listLocations'
  | 'openLocation'
  | 'closeLocation'
  | 'reloadLocation'
  | 'forgetRecent'
  | 'uploadArchive'
  | 'watchEvents'
>;

/** Events of one kind come at most this often: enough for an eye, and light for both ends. */
const EVENT_INTERVAL_MS = 100;

/** Routes about what is open. */
export function libraryRoutes(context: RouteContext): LibraryRoutes {
  const { workspace, canOpenPaths } = context;
  return {
    async getHealth() {
      return {
        status: 'ok',
        name: 'stratascope',
        version: context.version,
        api: API_VERSION,
        answers: context.answers,
      };
    },

    async listLocations({ language }) {
      return presentLibrary(workspace, { language, canOpenPaths });
    },

    async openLocation({ body, language }) {
      if (!canOpenPaths)
        throw new ImageError('forbidden', { details: { reason: 'POST /locations (--no-open-paths)' } });
      return presentLocation(await workspace.open(body.location), language);
    },

    async closeLocation({ params, response }) {
      await workspace.closeLocation(params.id);
      response.status(204).end();
      return null;
    },

    async reloadLocation({ params, language }) {
      return presentLocation(await workspace.reload(params.id), language);
    },

    async forgetRecent({ query, response }) {
      workspace.forgetRecent(query.location);
      response.status(204).end();
      return null;
    },

    async uploadArchive({ query, request, language, signal }) {
      const declaredBytes = Number(request.get('content-length') ?? 0);
      return presentLocation(await workspace.upload(request, { name: query.name, signal, declaredBytes }), language);
    },

    async watchEvents({ request, response, language }) {
      if (request.method === 'HEAD') {
        // It would wait for a body that may not come.
        response.type('text/event-stream').end();
        return null;
      }
      const stream = openEventStream(response);
      const application: EventEmitter = request.app;
      application.on(CLOSING_EVENT, stream.close);
      const sendLibrary = () =>
        stream.send({ name: 'library', key: 'library', data: presentLibrary(workspace, { language, canOpenPaths }) });
      const sendProgress = (job: ImageJob) =>
        stream.send({
          name: 'progress',
          key: job.key,
          data: { ref: job.ref.ref, locationId: job.locationId, index: presentIndexStatus(job, language) },
        });
      const pending = new Map<string, () => void>();
      let timer: NodeJS.Timeout | null = null;
      const flush = () => {
        timer = null;
        const sends = [...pending.values()];
        pending.clear();
        for (const send of sends) send();
      };
      const unwatch = workspace.watch((event) => {
        if (event.kind === 'closed') return stream.close();
        if (event.kind === 'library') pending.set('library', sendLibrary);
        else pending.set(event.job.key, () => sendProgress(event.job));
        timer ??= setTimeout(flush, EVENT_INTERVAL_MS);
      });
      response.on('close', () => {
        unwatch();
        application.off(CLOSING_EVENT, stream.close);
        if (timer !== null) clearTimeout(timer);
      });
      sendLibrary();
      return null;
    },
  };
}
