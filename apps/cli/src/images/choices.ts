import { formatPlatform, type ImageChoice, type ImageError, type ImageRef, visibleString } from '@stratascope/core';

/** One of the images that could be meant, as JSON has it. */
interface Choice {
  readonly names: readonly string[];
  readonly id: string | null;
  readonly digest: string | null;
  readonly platform: string | null;
}

/** Between which images an error leaves the choice (rule 27); null where it is another error. */
export function choicesOf(error: unknown): readonly Choice[] | null {
  const { code, cause } = error as Partial<ImageError>;
  if (code !== 'image-ambiguous') return null;
  const { images } = cause as Extract<ImageChoice, { readonly kind: 'ambiguous' }>;
  return images.map(choice);
}

function choice({ names, id, digest, platform }: ImageRef): Choice {
  return { names, id, digest, platform: platform === null ? null : formatPlatform(platform) };
}

/** The list for eyes. */
export function choiceLines(choices: readonly Choice[]): readonly string[] {
  return choices.map(({ names, id, digest, platform }) => {
    const name = names.length > 0 ? names.map(visibleString).join(', ') : (id ?? digest ?? '?');
    return `  ${name}${platform === null ? '' : `  ${visibleString(platform)}`}`;
  });
}
