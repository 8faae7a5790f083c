import { resolve } from 'node:path';
import { type DataFolder, dataFolderAt, defaultDataRoot } from '@stratascope/core/node';
import type { Arguments } from '../arguments/parse-arguments';
import type { CommandStreams } from '../output/command-streams';

/** The data folder that `--data-dir` names, else `STRATASCOPE_DATA`, else the platform's place for what can be made again. */
export function dataFolderOf(args: Arguments, { env, folder }: CommandStreams): DataFolder {
  return dataFolderAt(resolve(folder, args.value('dataDir') ?? defaultDataRoot(env)));
}
