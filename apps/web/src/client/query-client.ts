import { QueryCache, QueryClient } from '@tanstack/react-query';
import { useExplorer } from '../state';
import { RequestFailure } from './request';

const KEPT_MILLISECONDS = 10 * 60_000;
const MAX_RETRIES = 2;

/** The cache of all answers. Only a server that cannot be reached is asked again: what it refuses once it refuses twice. */
export function createQueryClient(): QueryClient {
  const queryCache = new QueryCache({
    onError: (error) => {
      const failure = error instanceof RequestFailure ? error.failure : null;
      // Said once, for all views: none of them can help it.
      if (failure?.code === 'location-changed') useExplorer.getState().setChangedWords(failure.message);
    },
  });
  return new QueryClient({
    queryCache,
    defaultOptions: {
      queries: {
        gcTime: KEPT_MILLISECONDS,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < MAX_RETRIES && !(error instanceof RequestFailure && error.failure !== null),
      },
    },
  });
}
