import { type InstructionLine, instructionLine, textToByteString } from '@stratascope/core';
import { visibleText } from '../../components';
import { maskSecrets } from '../config/mask-secrets';

/** A step's instruction as a slab shows it: its word, and its text safe to show. */
export function shortenInstruction(createdBy: string): InstructionLine {
  const { word, text } = instructionLine(maskSecrets(createdBy));
  return { word, text: visibleText(textToByteString(text)) };
}
