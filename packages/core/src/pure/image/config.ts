import { type DiffId, parseDigest } from '../model/digest';
import type { Problem } from '../model/problem';
import { readHistory } from './history';
import type { ImageConfig } from './image';
import {
  member,
  type Place,
  readList,
  readObject,
  readText,
  readTextList,
  readTextMap,
  required,
} from './json/read-shape';
import { readPlatform } from './platform';

export interface ReadConfig {
  readonly config: ImageConfig;
  /** As many as there are layers, the base first; null where the config says none, or none that is a digest. */
  readonly diffIds: readonly (DiffId | null)[];
}

/** What is known of an image whose config is missing or cannot be read. */
export const EMPTY_CONFIG: ImageConfig = {
  platform: null,
  createdAt: null,
  author: null,
  user: null,
  workingDirectory: null,
  entrypoint: null,
  command: null,
  environment: [],
  labels: {},
  exposedPorts: [],
  volumes: [],
  stopSignal: null,
  steps: [],
};

/**
 * Reads a config leniently: what is of a wrong type is a problem, and all else is shown. Reports
 * `diff-ids-mismatch`, `digest-invalid` and `digest-unsupported` of diff IDs, `history-mismatch` and `history-absent`.
 *
 * Source: OCI image spec, config.md; Docker image spec v1.2. Rule 20.
 */
export function readConfig(place: Place, layerCount: number, report: (problem: Problem) => void): ReadConfig {
  if (required(place, 'object', readObject) === null) {
    return { config: EMPTY_CONFIG, diffIds: Array.from({ length: layerCount }, () => null) };
  }
  const diffIds = readDiffIds(place, layerCount, report);
  return { config: { ...readSettings(place), steps: readSteps(place, layerCount, report) }, diffIds };
}

/** The config of one image before Docker 1.10 (`ID/json`): it has neither diff IDs nor history. */
export function readLegacyConfig(place: Place): ImageConfig {
  if (required(place, 'object', readObject) === null) return EMPTY_CONFIG;
  return { ...readSettings(place), steps: [] };
}

function readSettings(place: Place): Omit<ImageConfig, 'steps'> {
  const settings = member(place, 'config');
  readObject(settings);
  const text = (key: string) => readText(member(settings, key)) || null;
  const keys = (key: string) => Object.keys(readObject(member(settings, key)) ?? {});
  return {
    platform: readPlatform(place),
    createdAt: readText(member(place, 'created')) || null,
    author: readText(member(place, 'author')) || null,
    user: text('User'),
    workingDirectory: text('WorkingDir'),
    entrypoint: readTextList(member(settings, 'Entrypoint')),
    command: readTextList(member(settings, 'Cmd')),
    environment: readTextList(member(settings, 'Env')) ?? [],
    labels: Object.fromEntries(readTextMap(member(settings, 'Labels'))),
    exposedPorts: keys('ExposedPorts'),
    volumes: keys('Volumes'),
    stopSignal: text('StopSignal'),
  };
}

function readDiffIds(place: Place, layerCount: number, report: (problem: Problem) => void): (DiffId | null)[] {
  const claims = readList(member(member(place, 'rootfs'), 'diff_ids')) ?? [];
  if (claims.length !== layerCount) {
    report({ code: 'diff-ids-mismatch', details: { diffIds: claims.length, layers: layerCount } });
  }
  return Array.from({ length: layerCount }, (_, position) => {
    const claim = claims[position];
    return claim === undefined ? null : readDiffId(claim, position + 1, report);
  });
}

function readDiffId(place: Place, layer: number, report: (problem: Problem) => void): DiffId | null {
  const text = required(place, 'digest', readText);
  if (text === null) return null;
  const parsed = parseDigest(text);
  switch (parsed.kind) {
    case 'digest':
      return parsed.digest as DiffId;
    case 'unsupported':
      report({
        code: 'digest-unsupported',
        layer,
        details: { what: 'diff-id', algorithm: parsed.algorithm, digest: text },
      });
      return null;
    case 'invalid':
      report({ code: 'digest-invalid', layer, details: { what: 'diff-id', digest: text } });
      return null;
  }
}

function readSteps(place: Place, layerCount: number, report: (problem: Problem) => void): ImageConfig['steps'] {
  const claim = member(place, 'history');
  const history = readHistory(claim, layerCount);
  const isWrong = history === null && claim.value !== undefined && claim.value !== null;
  // Of a wrong type: that was said already.
  if (isWrong) return [];
  if (history === null || history.steps.length === 0) {
    if (layerCount > 0) report({ code: 'history-absent' });
    return [];
  }
  if (history.layerSteps !== layerCount) {
    report({ code: 'history-mismatch', details: { steps: history.layerSteps, layers: layerCount } });
  }
  return history.steps;
}
