import { type Instruction, type InstructionWord, parseInstruction } from './instruction';
import { layoutCommand } from './layout-command';
import { quotedWords } from './quoted-words';

/** An instruction as it may have stood in the Dockerfile. */
export interface DockerfileInstruction {
  readonly word: InstructionWord | null;
  /** What follows the word, in lines; of a text that names no instruction all of it. */
  readonly lines: readonly string[];
  readonly buildArguments: readonly string[];
}

/** Longer texts are not laid out: nobody wrote them by hand. */
const LONGEST = 64 * 1024;

/**
 * Brings `created_by` back to the form of a Dockerfile, as far as it tells: lists as JSON, ports and volumes as words,
 * a health check with its flags, commands over several lines. What builders do not keep (build stages, mounts, the names
 * of copied files in the classic builder) cannot be brought back.
 */
export function dockerfileInstruction(createdBy: string): DockerfileInstruction {
  const instruction = parseInstruction(createdBy);
  const { word, rest, buildArguments } = instruction;
  const lines = rest.length > LONGEST ? [rest] : linesOf(instruction);
  return { word, lines: lines.length === 0 ? [''] : lines, buildArguments };
}

function linesOf({ word, rest }: Instruction): readonly string[] {
  switch (word) {
    case 'RUN':
      return layoutCommand(rest);
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return [listText(rest) ?? rest];
    case 'EXPOSE':
    case 'VOLUME':
      return [namesOf(rest).join(' ')];
    case 'HEALTHCHECK':
      return healthcheckLines(rest);
    case 'ADD':
    case 'COPY':
      return [copyText(rest)];
    default:
      return rest.split('\n');
  }
}

/** Of Go's `["nginx" "-g" "daemon off;"]` or `[/bin/sh -c]` the JSON that a Dockerfile has; null where it is no list. */
function listText(rest: string): string | null {
  if (!rest.startsWith('[') || !rest.endsWith(']')) return null;
  const { words } = quotedWords(rest, 1);
  if (words.length > 0) return `[${words.join(', ')}]`;
  const bare = rest.slice(1, -1).split(/\s+/);
  return `[${bare.flatMap((word) => (word === '' ? [] : [JSON.stringify(word)])).join(', ')}]`;
}

/** Of `map[80/tcp:{} 443/tcp:{}]`, `[/data]` or plain words the names. */
export function namesOf(rest: string): readonly string[] {
  const inside = /^(?:map)?\[([\s\S]*)\]$/.exec(rest)?.[1] ?? rest;
  return inside
    .split(/[\s,]+/)
    .map((name) => name.replace(/:\{\}$/, '').replace(/^"(.*)"$/, '$1'))
    .filter((name) => name !== '');
}

/** The flags of a health check, in the order in which Go prints its fields. Source: Docker's image spec, `Healthcheck`. */
const HEALTH_FLAGS = ['interval', 'timeout', 'start-period', 'start-interval'];

/** Of `&{["CMD-SHELL" "curl -f x"] "30s" "3s" "0s" "0s" '\\x03'}` the instruction. */
function healthcheckLines(rest: string): readonly string[] {
  const list = quotedWords(rest, 3);
  if (!rest.startsWith('&{[') || !rest.endsWith('}') || list.closedAt < 0) return [rest];
  const [kind, ...words] = list.words.map(unquoted);
  if (kind === 'NONE') return ['NONE'];
  const flags = quotedWords(rest, list.closedAt + 1)
    .words.map(unquoted)
    .flatMap((value, at) =>
      value === '0s' || HEALTH_FLAGS[at] === undefined ? [] : [`--${HEALTH_FLAGS[at]}=${value}`],
    );
  const [, retries] = /'\\x([0-9a-f]{2})'\}$/.exec(rest) ?? [];
  if (retries !== undefined && retries !== '00') flags.push(`--retries=${Number.parseInt(retries, 16)}`);
  const command = kind === 'CMD-SHELL' ? words.join(' ') : JSON.stringify(words);
  return flags.length === 0 ? [`CMD ${command}`] : [flags.join(' '), `CMD ${command}`];
}

function unquoted(word: string): string {
  try {
    return JSON.parse(word) as string;
  } catch {
    return word.slice(1, -1);
  }
}

/** Of the classic builder's `file:DIGEST in /app` source and target; the digest says as much by its start. */
function copyText(rest: string): string {
  return rest.replace(/^((?:multi|file|dir):[0-9a-f]{4})[0-9a-f]{60} in /, '$1… ');
}
