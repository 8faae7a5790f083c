import { type InstructionLine, instructionLine, textToByteString } from '@stratascope/core';
import { visibleText } from '../../components';

/** A step's instruction as a slab shows it: its word, and its text safe to show. */
export function shortenInstruction(createdBy: string): InstructionLine {
  const { word, text } = instructionLine(createdBy);
  return { word, text: visibleText(textToByteString(text)) };
}
