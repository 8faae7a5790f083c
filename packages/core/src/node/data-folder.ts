import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The one folder in which the product keeps files of its own. All of it can be deleted: nothing is lost but time, and what
 * was uploaded. A file of it appears whole; what is not yet lies in a folder `unfinished` beside, and is named after the
 * process that writes it.
 */
export interface DataFolder {
  readonly root: string;
  /** Layer indexes, and what is known of the blobs they were made from. */
  readonly indexes: string;
  /** Layers unpacked for their contents, bounded. */
  readonly contents: string;
  /** Archives that were sent by the page or came in by a pipe. */
  readonly uploads: string;
  /** Archives that are compressed as a whole, unpacked; kept as long as there is room, bounded. */
  readonly scratch: string;
  /** Standard input of commands, each while its command runs. */
  readonly incoming: string;
}

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    indexes: join(root, 'indexes'),
    contents: join(root, 'contents'),
    uploads: join(root, 'uploads'),
    scratch: join(root, 'scratch'),
    incoming: join(root, 'incoming'),
  };
}

/** Where it is if nobody says otherwise: `$STRATASCOPE_DATA`, else where the platform keeps what can be made again. */
export function defaultDataRoot(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const said = environment.STRATASCOPE_DATA;
  if (said !== undefined && said !== '') return said;
  const home = homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Caches', 'stratascope');
    case 'win32':
      return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'stratascope');
    default: {
      const cache = environment.XDG_CACHE_HOME;
      // The XDG specification: a path that is not absolute is to be ignored.
      return join(cache?.startsWith('/') ? cache : join(home, '.cache'), 'stratascope');
    }
  }
}
