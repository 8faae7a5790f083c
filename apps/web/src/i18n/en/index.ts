import { bytes } from './bytes';
import { common } from './common';
import { config } from './config';
import { contents } from './contents';
import { facts } from './facts';
import { files } from './files';
import { inspector } from './inspector';
import { library } from './library';
import { search } from './search';
import { shell } from './shell';
import { stack } from './stack';
import { takeAlong } from './take-along';

/** English, which gives the dictionary its shape: every text a string, or a function of the values it speaks of. */
export const en = {
  common,
  shell,
  stack,
  library,
  files,
  bytes,
  inspector,
  config,
  contents,
  facts,
  takeAlong,
  search,
};

export type Dictionary = typeof en;
