import type { EntryPath } from '@stratascope/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type BytesQuestion, bytesOptions, useOpenImage } from '../../client';
import type { BytesLook } from '../../state';
import { pictureModel } from './picture-model';

/** What is smaller than a square of so many px, or so many px high, is folded. */
const LEAST_PIXELS = 3;
/** So that a pane that is dragged does not ask at each pixel. */
const SIZE_STEP = 100;

/** The picture of a folder at the level and range of the selection, as fine as a room of that size can show. */
export function useBytesPicture(
  folder: EntryPath,
  look: BytesLook,
  size: { readonly width: number; readonly height: number } | null,
) {
  const { key, level, from, isReady } = useOpenImage();
  const { shape, show, measure, by } = look;
  const smallest = size === null ? null : smallestShare(shape, size);
  const question = useMemo<BytesQuestion>(
    () => ({ level, from, show, measure, by, smallest: smallest ?? 1 }),
    [level, from, show, measure, by, smallest],
  );
  const answer = useQuery({
    ...bytesOptions(key, folder, question),
    enabled: isReady && smallest !== null,
    placeholderData: keepPreviousData,
  });
  const root = useMemo(() => (answer.data === undefined ? null : pictureModel(answer.data)), [answer.data]);
  return { answer, root };
}

/** In millionths. */
function smallestShare(shape: BytesLook['shape'], size: { readonly width: number; readonly height: number }): number {
  const [width, height] = [size.width, size.height].map((each) => Math.max(1, Math.ceil(each / SIZE_STEP)) * SIZE_STEP);
  const share = shape === 'treemap' ? LEAST_PIXELS ** 2 / ((width ?? 1) * (height ?? 1)) : LEAST_PIXELS / (height ?? 1);
  return Math.max(1, Math.round(share * 1e6));
}
