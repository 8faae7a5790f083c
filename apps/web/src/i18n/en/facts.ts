import { counted } from '../plural';

/** What files tell: of the image as a whole, and of attributes that a row has no room for. */
export const facts = {
  title: 'What its files tell',
  asOf: (level: number) => `as of layer ${level}`,
  distribution: 'Distribution',
  noDistribution: 'not stated',
  packages: 'Packages',
  noPackages: 'no package database',
  packageCount: (manager: string, count: number | null) =>
    count === null ? `${manager}, not counted` : `${counted(count, 'package')} (${manager})`,
  shell: 'Shell',
  noShell: 'none in the usual places',
  kernel: 'Kernel',
  noKernel: 'none, as it should be: the host has it',
  linkSteps: 'The way of the link',
  linkBack: (step: number) => `Then back at step ${step}, without end.`,
  linkOf: (layer: number) => `link of layer ${layer}`,
  setuid: 'setuid: runs as its owner, whoever starts it',
  setgid: 'setgid: runs with its group',
  setgidFolder: 'setgid: new files in it get its group',
  sticky: 'sticky: only its owner may remove a file in it',
  stickyFile: 'sticky: without effect on a file',
  hexOf: (hex: string, bytes: number) => `${hex} (${counted(bytes, 'byte')})`,
  emptyValue: 'empty',
};
