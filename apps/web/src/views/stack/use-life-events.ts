import type { EntryPath } from '@stratascope/core';
import { useMemo } from 'react';
import { useLife } from '../../client';
import { type LifeEvent, lifeEvents } from './life-line';

const NONE: readonly LifeEvent[] = [];

/** The marks of the selected path's life, lowest layer first; none while they load. */
export function useLifeEvents(path: EntryPath | null): readonly LifeEvent[] {
  const { data: life } = useLife(path);
  return useMemo(() => (path === null || life === undefined ? NONE : lifeEvents(life)), [path, life]);
}
