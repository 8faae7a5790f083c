import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request';

const cacheOptions = (imagesRead: number) =>
  queryOptions({
    queryKey: ['cache', imagesRead],
    queryFn: ({ signal }) => request('getCache', { signal }),
    placeholderData: keepPreviousData,
  });

/** What the server keeps to save time, asked again as more images are read; and how it is cleared. */
export function useCache(imagesRead: number) {
  const queryClient = useQueryClient();
  const { data: cache } = useQuery(cacheOptions(imagesRead));
  /** @throws RequestFailure */
  const clear = async () => {
    queryClient.setQueryData(cacheOptions(imagesRead).queryKey, await request('clearCache'));
  };
  return { cache, clear };
}
