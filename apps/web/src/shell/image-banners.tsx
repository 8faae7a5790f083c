import { useEffect } from 'react';
import { layerBeingRead, request, useOpenImage } from '../client';
import { Banner, Button } from '../components';
import { formatPercent, useText } from '../i18n';
import { layerList } from '../i18n/plural';
import { useExplorer } from '../state';
import { useReadAgain } from './use-read-again';

/** What has to be said of the whole image, once: reading, stopped, failed, layers in doubt, a link that names too much. */
export function ImageBanners() {
  const { image, isStaleLink } = useOpenImage();
  const { index, ref } = image;
  const language = useExplorer((state) => state.language);
  const text = useText();
  const words = text.shell;

  const changedWords = useExplorer((state) => state.changedWords);
  const readLocation = useReadAgain();
  const readAgain = () => void readLocation(image.locationId, image);
  // To begin anew reads the same file, which is no longer there.
  const hasChanged = index.error?.code === 'location-changed';
  const start = () => void request('indexImage', { params: { ref } }).catch(() => undefined);
  const stop = () => void request('cancelIndexing', { params: { ref } }).catch(() => undefined);
  const readLayers = index.layers
    .filter(({ state }) => state !== 'waiting' && state !== 'indexing')
    .map(({ layer }) => layer);
  const list = layerList(readLayers, language);
  const ready = readLayers.length === 1 ? words.readingReadyOne(list) : words.readingReady(list);
  const news = index.state === 'indexing' && readLayers.length > 0 ? ready : '';

  useEffect(() => {
    if (news !== '') useExplorer.getState().announce(news);
  }, [news]);

  const problem = image.problems.find(({ kind }) => kind === 'problem');
  const others = image.problems.filter(({ kind }) => kind === 'problem').length - 1;

  const showProblems = (layer: number | null) => {
    const { setTab, setNarrowPane, selectLayer, selectPath } = useExplorer.getState();
    setTab('explore');
    // Those of the image stand where nothing is selected.
    if (layer === null) selectPath(null);
    else selectLayer(layer);
    setNarrowPane('inspector');
  };

  return (
    <>
      {changedWords !== null && index.state !== 'failed' && (
        <Banner
          tone="doubt"
          action={
            <Button size="small" onClick={readAgain}>
              {words.readAgain}
            </Button>
          }
        >
          {changedWords}
        </Banner>
      )}
      {(index.state === 'indexing' || index.state === 'idle') && (
        <Banner
          tone="note"
          isQuiet
          action={
            <Button size="small" onClick={stop}>
              {words.stop}
            </Button>
          }
        >
          {words.reading(layerBeingRead(index), index.layerCount, formatPercent(index.readBytes, index.totalBytes))}{' '}
          {readLayers.length > 0 && ready}
        </Banner>
      )}
      {index.state === 'cancelled' && (
        <Banner
          tone="note"
          action={
            <Button size="small" onClick={start}>
              {words.readOn}
            </Button>
          }
        >
          {words.stopped} {readLayers.length === 1 && words.stoppedKeptOne(list)}
          {readLayers.length > 1 && words.stoppedKept(list)}
        </Banner>
      )}
      {index.state === 'failed' && (
        <Banner
          tone="doubt"
          action={
            <Button size="small" onClick={hasChanged ? readAgain : start}>
              {hasChanged ? words.readAgain : text.common.retry}
            </Button>
          }
        >
          {index.error?.message ?? words.readingFailed} {index.error?.hint}
        </Banner>
      )}
      {problem !== undefined && (
        <Banner
          tone="doubt"
          action={
            <Button size="small" onClick={() => showProblems(problem.layer ?? null)}>
              {problem.layer === undefined ? words.showProblems : words.showProblemLayer(problem.layer)}
            </Button>
          }
        >
          {problem.message} {problem.hint} {others > 0 && words.moreProblems(others)}
        </Banner>
      )}
      {isStaleLink && <Banner tone="note">{words.staleLink}</Banner>}
    </>
  );
}
