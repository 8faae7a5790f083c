import { describeQueryFailure, parseQuery, type QueryFailure } from '@stratascope/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { RequestFailure, useOpenImage, useSearch, useSearchTotals } from '../../client';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import type { Command } from './command';
import { type OptionGroup, searchGroups } from './search-options';

/** Paths asked for at first, and how many more each time. */
const PAGE_PATHS = 50;
const MOST_PATHS = 1000;
/** The text has to rest so long before all paths are gone through to count. */
const REST_MILLISECONDS = 400;

/** What a search box has to show of what is typed in it. */
export interface SearchBoxState {
  readonly groups: readonly OptionGroup[];
  /** Where the query is not understood; null where it is, or may yet be. */
  readonly failure: (QueryFailure & { readonly reason: string; readonly expected: string }) | null;
  /** Words of the server where it could not answer. */
  readonly problem: string | null;
  /** What is shown answers what is typed. */
  readonly isFresh: boolean;
  /** Paths shown; null where none were asked for. */
  readonly shown: number | null;
  /** All paths and their live bytes, where they are known. */
  readonly total: number | null;
  readonly bytes: number | null;
  readonly showMore: () => void;
}

/** Asks for what is typed, and says what can be chosen. */
export function useSearchBox(text: string, caret: number, commands: readonly Command[]): SearchBoxState {
  const { image } = useOpenImage();
  const words = useText().search;
  const language = useExplorer((state) => state.language);
  const isExploring = useExplorer((state) => state.address.tab === 'explore');
  const typed = text.trim();
  const [limit, setLimit] = useState({ q: '', paths: PAGE_PATHS });
  const paths = limit.q === typed ? limit.paths : PAGE_PATHS;

  const parsed = useMemo(() => parseQuery(text), [text]);
  const q = useDeferredValue(parsed.kind === 'query' ? typed : null);
  const { data, error } = useSearch(q, paths);
  const answer = q === null || data === undefined ? null : data;
  const isFresh = parsed.kind === 'failure' || (answer?.q === typed && answer !== null);
  const isResting = useRested(typed);
  const totals = useSearchTotals(isFresh && isResting && answer !== null && answer.next !== null ? q : null).data;

  const groups = useMemo(() => {
    const possible = commands.filter(({ where }) => isExploring || where === 'everywhere');
    return searchGroups({ text, caret, answer, image, commands: possible, labels: words.commands });
  }, [text, caret, answer, image, commands, isExploring, words]);

  const failure = useMemo(() => {
    if (parsed.kind === 'query' || typed === '') return null;
    // What can still become something is not wrong yet.
    const isBegun = groups[0]?.id === 'completions' && caret === parsed.failure.offset + parsed.failure.length;
    return isBegun ? null : { ...parsed.failure, ...describeQueryFailure(parsed.failure, language) };
  }, [parsed, typed, groups, caret, language]);

  return {
    groups,
    failure,
    problem: error === null || q === null ? null : wordsOf(error, words.failed),
    isFresh,
    shown: answer === null ? null : answer.rows.length,
    total: totals?.q === typed ? totals.total : null,
    bytes: totals?.q === typed ? totals.bytes : null,
    showMore: () => setLimit({ q: typed, paths: Math.min(MOST_PATHS, paths * 4) }),
  };
}

function wordsOf(error: Error, otherwise: string): string {
  return (error instanceof RequestFailure ? error.failure?.message : null) ?? otherwise;
}

/** Whether a text has been the same for a while. */
function useRested(text: string): boolean {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(text), REST_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return rested === text;
}
