import manifest from '../package.json';

/** Of the command and everything built with it. */
export const { version } = manifest;
