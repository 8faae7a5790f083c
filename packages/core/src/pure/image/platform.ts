import type { Platform } from './image';
import { member, type Place, readObject, readText } from './json/read-shape';

/** The platform that an object names; null where operating system or processor is missing. */
export function readPlatform(place: Place): Platform | null {
  if (readObject(place) === null) return null;
  const text = (key: string) => readText(member(place, key)) ?? '';
  const os = text('os');
  const architecture = text('architecture');
  const variant = text('variant');
  const osVersion = text('os.version');
  if (os === '' || architecture === '') return null;
  return {
    os,
    architecture,
    ...(variant === '' ? {} : { variant }),
    ...(osVersion === '' ? {} : { osVersion }),
  };
}

/** `linux/arm/v7`; the version of the operating system, which is long, is left out. */
export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = platform;
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  i686: '386',
};

/** What a person wrote: `linux/arm64`, `linux/arm/v7`, `arm64` (of Linux). Null where it is none of these. */
export function parsePlatform(text: string): Platform | null {
  const parts = text.trim().toLowerCase().split('/');
  if (parts.some((part) => !/^[a-z0-9_.-]+$/.test(part)) || parts.length > 3) return null;
  const [os, architecture, variant] = parts.length === 1 ? ['linux', parts[0]] : parts;
  if (os === undefined || architecture === undefined) return null;
  const known = Object.hasOwn(ARCHITECTURES, architecture) ? ARCHITECTURES[architecture] : architecture;
  return { os, architecture: known ?? architecture, ...(variant === undefined ? {} : { variant }) };
}

/** Whether an image's platform is the one that is asked for; one that is asked without a variant takes any. */
export function isPlatform(platform: Platform | null, asked: Platform): boolean {
  if (platform === null) return false;
  const { os, architecture } = platform;
  if (os !== asked.os || architecture !== asked.architecture) return false;
  return asked.variant === undefined || variantOf(platform) === variantOf(asked);
}

/** `arm64` without a variant is `v8`, `arm` is `v7`, as containerd has it. */
function variantOf({ architecture, variant }: Platform): string {
  if (variant !== undefined) return variant;
  if (architecture === 'arm64') return 'v8';
  return architecture === 'arm' ? 'v7' : '';
}

/** Of what is no image: attestations have it (rule 19). */
export function isUnknownPlatform(platform: Platform): boolean {
  return platform.os === 'unknown' && platform.architecture === 'unknown';
}
