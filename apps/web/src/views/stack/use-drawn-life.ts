import type { EntryPath } from '@stratascope/core';
import { useMemo } from 'react';
import { useLife, useOpenImage } from '../../client';
import { useExplorer } from '../../state';
import { type Burial, burialOf } from './burial';
import { type LifeEvent, lifeEvents, otherNames } from './life-line';

/** The life of the selected path as the stack draws it. */
export interface DrawnLife {
  /** The lowest layer first; none while they load. */
  readonly events: readonly LifeEvent[];
  /** Other names of the same file by their layer. */
  readonly names: ReadonlyMap<number, readonly EntryPath[]>;
  readonly burial: Burial | null;
}

const NOTHING: DrawnLife = { events: [], names: new Map(), burial: null };

export function useDrawnLife(path: EntryPath | null): DrawnLife {
  const { level } = useOpenImage();
  const chosen = useExplorer((state) => state.address.version);
  const { data: life } = useLife(path);
  return useMemo(
    () =>
      path === null || life === undefined
        ? NOTHING
        : { events: lifeEvents(life), names: otherNames(life), burial: burialOf(life, chosen, level) },
    [path, life, chosen, level],
  );
}
