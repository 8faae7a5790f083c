import { type ServerEventName, type ServerEvents, serverEventSchemas } from '@stratascope/protocol';
import { expect } from 'vitest';

/** An event as a client gets it. */
export interface ReceivedEvent<Name extends ServerEventName = ServerEventName> {
  readonly id: string;
  readonly name: Name;
  readonly data: ServerEvents[Name];
}

/** Reads server-sent events one after another; each has to be what its schema says. */
export async function* readEvents(response: Response): AsyncGenerator<ReceivedEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== null) yield event;
    }
  }
}

/** Reads on until an event is what is waited for. */
export async function nextEvent<Name extends ServerEventName>(
  events: AsyncGenerator<ReceivedEvent>,
  name: Name,
  isIt: (data: ServerEvents[Name]) => boolean,
): Promise<ServerEvents[Name]> {
  for (;;) {
    const { value, done } = await events.next();
    if (done === true) throw new Error('the stream ended');
    if (value.name === name && isIt(value.data as ServerEvents[Name])) return value.data as ServerEvents[Name];
  }
}

function parseEvent(block: string): ReceivedEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const name = fields.get('event') as ServerEventName | undefined;
  if (name === undefined) return null;
  const data: unknown = JSON.parse(fields.get('data') ?? '');
  expect(serverEventSchemas[name].parse(data)).toEqual(data);
  return { id: fields.get('id') ?? '', name, data: data as never };
}
