import { type NodeId, type NodeState, type Version, visibleText } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import { attributeChanges, CHANGE_WORDS, DEATH_WORDS, REMOVAL_WORDS } from './change-words';
import { nodeSuffix, octalMode, TYPE_NAMES, timeText } from './node-text';
import type { Paint } from './paint';
import { sizeText } from './size-text';
import { stepText } from './step-text';

/** The life of a path for eyes: a paragraph a version, the oldest first, and how it ends. */
export function lifeLines(image: LoadedImage, node: NodeId, paint: Paint): readonly string[] {
  const { tree, source } = image;
  const versions = tree.versions(node);
  const width = String(tree.layerCount).length;
  return [
    paint('heading', visibleText(tree.path(node)).text),
    ...versions.flatMap((version, at) => {
      // Of one that is added again: what it was before it was removed.
      const before = versions.slice(0, at).findLast(({ state }) => state !== null)?.state ?? null;
      const { mark, word, style } = CHANGE_WORDS[version.change];
      const head = `${paint(style, mark)} layer ${String(version.layer).padStart(width)}  ${paint(style, word)}`;
      const indent = ' '.repeat(width + 10);
      const details = [...versionDetails(image, version, before), stepOf(source.config.steps, version.layer)];
      return [
        '',
        `${head}${version.state === null ? '' : `  ${stateText(version.state)}`}`,
        ...details.filter((line) => line !== '').map((line) => paint('quiet', `${indent}${line}`)),
      ];
    }),
    '',
    ending(image, node, versions),
  ];
}

function versionDetails(image: LoadedImage, version: Version, before: NodeState | null): readonly string[] {
  const { tree } = image;
  const { how, removedAt, killed, death, broughtBytes, changed, state } = version;
  const removed = removedAt === null ? null : visibleText(tree.path(removedAt)).text;
  return [
    how === null ? '' : `by ${REMOVAL_WORDS[how]}${removed === null ? '' : ` at ${removed}`}`,
    attributeChanges(changed, before, state),
    killed === null || killed.bytes === 0
      ? ''
      : `made ${sizeText(killed.bytes)} of layer ${killed.layer} dead: ${DEATH_WORDS[killed.cause]}`,
    death === null || broughtBytes === 0
      ? ''
      : `its ${sizeText(broughtBytes)} are dead since layer ${death.layer}: ${DEATH_WORDS[death.cause]}`,
  ];
}

function stateText(state: NodeState): string {
  const size = state.type === 'file' ? `, ${sizeText(state.size)}` : '';
  const link = state.type === 'symlink' || state.device !== null ? nodeSuffix(state) : '';
  const owner = `${state.uid}:${state.gid}`;
  const implied = state.isImplied ? ', implied by what is in it' : `, ${timeText(state.mtime)}`;
  return `${TYPE_NAMES[state.type]}${link}${size}, ${octalMode(state.mode)} ${owner}${implied}`;
}

function stepOf(steps: LoadedImage['source']['config']['steps'], layer: number): string {
  const step = steps.find((candidate) => candidate.layer === layer);
  return step === undefined ? '' : stepText(step.createdBy);
}

function ending({ tree, layers }: LoadedImage, node: NodeId, versions: readonly Version[]): string {
  const state = tree.stateAt(node, tree.layerCount);
  const unknown = layers.filter((layer) => layer.state !== 'ok').map((layer) => layer.layer);
  const doubt = unknown.length === 0 ? '' : ` What layer ${unknown.join(', ')} did is not fully known.`;
  if (state?.layer === 0) return `It is always there; no layer declares it.${doubt}`;
  if (state !== null) return `At the top it is there, from layer ${state.layer}.${doubt}`;
  return `At the top it is not there; layer ${versions.at(-1)?.layer ?? '?'} removed it.${doubt}`;
}
