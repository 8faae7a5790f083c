import { describeFound, type MergedTree, type NodeId, type Query, showBytes, wordsOf } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import type { SearchRow } from '@stratascope/protocol';
import { modeText } from './present-state';

/** A path that a search found, as of the level that it asked for. */
export function presentFound(tree: MergedTree, node: NodeId, level: number): SearchRow {
  const { standing, state, removedBy, layers } = describeFound(tree, node, { level });
  const path = showBytes(tree.path(node));
  const name = showBytes(tree.name(node));
  const link = state.type === 'symlink' ? showBytes(state.link) : null;
  return {
    path: path.text,
    ...(path.hex === undefined ? {} : { pathHex: path.hex }),
    name: name.text,
    ...(name.hex === undefined ? {} : { nameHex: name.hex }),
    standing,
    type: state.type,
    mode: modeText(state),
    uid: state.uid,
    gid: state.gid,
    size: state.size,
    ...(link === null ? {} : { link: link.text, ...(link.hex === undefined ? {} : { linkHex: link.hex }) }),
    ...(state.hardLinkOf === null ? {} : { hl: showBytes(tree.path(state.hardLinkOf)).text }),
    layer: state.layer,
    ...(removedBy === null ? {} : { removed: removedBy }),
    layers,
  };
}

/** The layers whose instruction holds all the words of a query, the newest first; none where it has no words. */
export function layersWithWords({ source }: LoadedImage, query: Query): readonly number[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return source.config.steps
    .flatMap(({ layer, createdBy }) => {
      const text = createdBy.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      return layer !== null && words.every((word) => text.includes(word)) ? [layer] : [];
    })
    .sort((one, other) => other - one);
}
