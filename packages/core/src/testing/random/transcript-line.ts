import type { Ledger } from '../../pure/ledger/ledger';
import type { ChangedAttribute, ChangeKind, RemovalCause } from '../../pure/tree/change';

/** What both sides say of a visible path, as one line. */
export interface RowFacts {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly owner: string;
  readonly mtime: string;
  readonly size: number;
  readonly sha256: string;
  readonly link: string;
  readonly device: string;
  readonly xattrs: string;
  readonly firstName: string | null;
  readonly isImplied: boolean;
  readonly layer: number;
}

export function rowLine(facts: RowFacts): string {
  return [
    facts.path,
    facts.type,
    facts.mode.toString(8),
    facts.owner,
    `mtime=${facts.mtime}`,
    ...(facts.type === 'file' ? [`size=${facts.size}`, facts.sha256.slice(0, 8)] : []),
    ...(facts.link === '' ? [] : [`-> ${facts.link}`]),
    ...(facts.device === '' ? [] : [facts.device]),
    ...(facts.xattrs === '' ? [] : [`xattrs(${facts.xattrs})`]),
    ...(facts.firstName === null ? [] : [`hl=${facts.firstName}`]),
    ...(facts.isImplied ? ['implied'] : []),
    `layer=${facts.layer}`,
  ].join(' ');
}

export interface ChangeFacts {
  readonly path: string;
  readonly change: ChangeKind;
  readonly changed: readonly ChangedAttribute[];
  readonly how: RemovalCause | null;
}

export function changeLine({ path, change, changed, how }: ChangeFacts): string {
  return `${path} ${change} (${changed.join(' ')})${how === null ? '' : ` by ${how}`}`;
}

export interface GhostFacts {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly layer: number;
  readonly removedBy: { readonly layer: number; readonly how: RemovalCause };
}

export function ghostLine({ path, type, size, layer, removedBy }: GhostFacts): string {
  return `${path} ghost ${type} size=${size} layer=${layer} removed in ${removedBy.layer} by ${removedBy.how}`;
}

export function ledgerLine(layer: Ledger['layers'][number]): string {
  const deaths = layer.deadBy.map(({ cause, by, bytes }) => `${cause} in ${by}: ${bytes}`).join(', ');
  return `layer ${layer.layer} content=${layer.content} live=${layer.live} dead=${layer.dead} (${deaths})`;
}
