import type { Dictionary } from '../../i18n';

export type CommandId = keyof Dictionary['search']['commands'];

/** Something that can be done to an image's page: by its key, or from the search box. */
export interface Command {
  readonly id: CommandId;
  /** As `KeyboardEvent.key` in small letters; null: it has none. */
  readonly key: string | null;
  /** Where stack and tree are not in sight, nothing of theirs is changed behind the reader's back. */
  readonly where: 'everywhere' | 'exploring';
  readonly run: () => void;
}
