import { type ByteString, type Completion, completeQuery, type EntryPath, splitPath } from '@stratascope/core';
import { type ImageAnswer, pathBytes, type SearchAnswer, type SearchRow } from '@stratascope/protocol/client';
import type { Dictionary } from '../../i18n';
import { shortenInstruction } from '../stack/shorten-instruction';
import type { Command } from './command';

/** One thing that can be chosen. */
export type SearchOption =
  | ({ readonly kind: 'completion'; readonly id: string; readonly from: number; readonly to: number } & Completion)
  | ({ readonly kind: 'path'; readonly id: string } & FoundPath)
  | { readonly kind: 'more'; readonly id: string }
  | {
      readonly kind: 'layer';
      readonly id: string;
      readonly layer: number;
      readonly word: string | null;
      readonly text: string;
    }
  | { readonly kind: 'level'; readonly id: string; readonly layer: number }
  | { readonly kind: 'command'; readonly id: string; readonly command: Command; readonly label: string };

export interface FoundPath {
  readonly path: EntryPath;
  /** With its last slash. */
  readonly folder: ByteString;
  readonly name: ByteString;
  readonly layer: number;
  /** Null of all but files. */
  readonly bytes: number | null;
  readonly removedIn: number | null;
  /** It is not there yet as of the level. */
  readonly isLater: boolean;
}

export interface OptionGroup {
  readonly id: keyof Dictionary['search']['groups'];
  readonly options: readonly SearchOption[];
}

/** What is typed, and what is known of it. */
export interface SearchState {
  readonly text: string;
  readonly caret: number;
  /** Null where nothing is asked, or nothing is answered yet. */
  readonly answer: SearchAnswer | null;
  readonly image: ImageAnswer;
  /** Those that can be given now. */
  readonly commands: readonly Command[];
  readonly labels: Dictionary['search']['commands'];
}

/** What can be chosen, in groups: none of them is empty. */
export function searchGroups({ text, caret, answer, image, commands, labels }: SearchState): readonly OptionGroup[] {
  const layerCount = image.layers.length;
  const { from, to, options } = completeQuery(text, caret, layerCount);
  const exact = answer?.exact ?? null;
  const paths = (answer?.rows ?? []).map(foundPath).filter(({ path }) => exact === null || path !== pathBytes(exact));
  const groups: readonly OptionGroup[] = [
    {
      id: 'completions',
      options: options.map((option) => ({ kind: 'completion', id: `key ${option.text}`, from, to, ...option })),
    },
    { id: 'exact', options: exact === null ? [] : [pathOption(foundPath(exact))] },
    {
      id: 'paths',
      options: [
        ...paths.map(pathOption),
        ...(answer !== null && answer.next !== null ? [{ kind: 'more', id: 'more' } as const] : []),
      ],
    },
    { id: 'layers', options: [...numberedLayers(text, layerCount), ...layersBySteps(image, answer?.layers ?? [])] },
    { id: 'commands', options: commandsNamed(text, commands, labels) },
  ];
  return groups.filter((group) => group.options.length > 0);
}

/**
 * The option that Enter means while nothing else was pointed at: a value that is being typed, else the first result; -1:
 * nothing is typed, so nothing is meant.
 */
export function firstChoice(text: string, options: readonly SearchOption[]): number {
  const [first] = options;
  if (text.trim() === '') return -1;
  if (first?.kind === 'completion' && first.value !== null) return 0;
  return Math.max(
    0,
    options.findIndex(({ kind }) => kind !== 'completion'),
  );
}

const pathOption = (found: FoundPath): SearchOption => ({ kind: 'path', id: `path ${found.path}`, ...found });

function foundPath(row: SearchRow): FoundPath {
  const path = pathBytes(row) as EntryPath;
  const { directory, name } = splitPath(path);
  return {
    path,
    folder: (directory === '/' ? '/' : `${directory}/`) as ByteString,
    name,
    layer: row.layer,
    bytes: row.type === 'file' ? row.size : null,
    removedIn: row.removed?.layer ?? null,
    isLater: row.standing === 'later',
  };
}

/** `7`, `layer 7`, `layer:7`: the level, and the layer itself. */
function numberedLayers(text: string, layerCount: number): readonly SearchOption[] {
  const [, digits] = /^(?:layer[ :]?|第)?\s*(\d{1,4})\s*层?$/i.exec(text.trim()) ?? [];
  const layer = Number(digits ?? Number.NaN);
  return layer >= 1 && layer <= layerCount ? [{ kind: 'level', id: `level ${layer}`, layer }] : [];
}

const MOST_LAYERS = 5;

function layersBySteps({ steps }: ImageAnswer, layers: readonly number[]): readonly SearchOption[] {
  return layers.slice(0, MOST_LAYERS).flatMap((layer): readonly SearchOption[] => {
    const step = steps.find((each) => each.layer === layer);
    return step === undefined
      ? []
      : [{ kind: 'layer', id: `layer ${layer}`, layer, ...shortenInstruction(step.createdBy) }];
  });
}

/** Commands whose name holds all the words; all of them where there are none. */
function commandsNamed(text: string, commands: readonly Command[], labels: SearchState['labels']): SearchOption[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.flatMap((command): SearchOption[] => {
    const label = labels[command.id];
    const isNamed = words.every((word) => label.toLowerCase().includes(word));
    return isNamed ? [{ kind: 'command', id: `command ${command.id}`, command, label }] : [];
  });
}
