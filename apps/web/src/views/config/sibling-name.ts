import type { ImageSummary } from '@stratascope/protocol/client';
import { platformText } from '../../components';

/** What tells an image from others of its name: its platform, or what kind of attachment it is. */
export function siblingName({
  artifactType,
  platform,
  ref,
}: Pick<ImageSummary, 'artifactType' | 'platform' | 'ref'>): string {
  return artifactType ?? platformText(platform) ?? ref;
}
