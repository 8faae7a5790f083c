import type { EntryPath } from '@stratascope/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type BytesQuestion, bytesOptions, useOpenImage } from '../../client';
import type { BytesLook } from '../../state';
import { pictureModel } from './picture-model';

/** What is smaller than a square of so many px, or so many px high, is folded. */
const LEAST_PIXELS = 3;
/** And what is many: a picture of dots tells nothing. */
const PIXELS_A_PIECE = 300;
const MOST_PIECES = 3000;
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
  const { smallest, limit } = finenessOf(shape, size);
  const question = useMemo<BytesQuestion>(
    () => ({ level, from, show, measure, by, smallest, limit }),
    [level, from, show, measure, by, smallest, limit],
  );
  const answer = useQuery({
    ...bytesOptions(key, folder, question),
    enabled: isReady && size !== null,
    placeholderData: keepPreviousData,
  });
  const root = useMemo(() => (answer.data === undefined ? null : pictureModel(answer.data)), [answer.data]);
  return { answer, root };
}

/** What is folded: the least share, in millionths, and how many pieces there may be. */
function finenessOf(
  shape: BytesLook['shape'],
  size: { readonly width: number; readonly height: number } | null,
): { readonly smallest: number; readonly limit: number } {
  const [width = SIZE_STEP, height = SIZE_STEP] = [size?.width ?? 0, size?.height ?? 0].map(
    (each) => Math.max(1, Math.ceil(each / SIZE_STEP)) * SIZE_STEP,
  );
  const share = shape === 'treemap' ? LEAST_PIXELS ** 2 / (width * height) : LEAST_PIXELS / height;
  const pieces = Math.round((width * height) / PIXELS_A_PIECE);
  return { smallest: Math.max(1, Math.round(share * 1e6)), limit: Math.min(MOST_PIECES, pieces) };
}
