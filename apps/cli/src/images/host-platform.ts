import type { Platform } from '@stratascope/core';

/** Node's names of processors, where images have others. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** What images of this machine's kind are for: containers run on Linux, whatever is below (rule 19). */
export function hostPlatform(): Platform {
  return { os: 'linux', architecture: ARCHITECTURES[process.arch] ?? process.arch };
}
