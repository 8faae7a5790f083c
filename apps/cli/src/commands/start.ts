import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createAccessToken,
  createApp,
  createWorkspace,
  DEFAULT_HOST,
  type RunningServer,
  startServer,
  type Workspace,
} from '@stratascope/api';
import { DEFAULT_LIMITS, describeError, ImageError, visibleString } from '@stratascope/core';
import { createEngine } from '../engine/create-engine';
import { dataFolderOf } from '../engine/data-folder';
import { dataShares } from '../engine/data-shares';
import { inputBytes } from '../images/keep-input';
import type { OutputStream } from '../output/command-streams';
import { painter } from '../output/paint';
import { progressLine } from '../output/progress-line';
import { sizeText } from '../output/size-text';
import { tellFault } from '../output/tell-fault';
import { openBrowser } from '../server/open-browser';
import { isLoopback, reachableUrls } from '../server/reachable-urls';
import { version } from '../version';
import type { CommandContext, CommandExit } from './command';

/** A location that cannot be read is nearly always known by then; one that takes longer opens on the page. */
const OPENING_MS = 1_500;

/** `start`: serves the page on the samples and the locations that were named, until Ctrl-C. */
export async function run(context: CommandContext): Promise<CommandExit> {
  const { arguments: args, streams, product, signal } = context;
  const dataFolder = dataFolderOf(args, streams);
  const shares = dataShares(args.limits.dataSize);
  const engine = createEngine({
    dataFolder,
    cacheBounds: shares.cache,
    limits: args.limits,
    workerEntry: product.workerEntry,
    // The thread that answers the page never reads layers.
    inThreadBelowBytes: 0,
  });
  const workspace = await createWorkspace({
    engine,
    dataFolder: dataFolder.root,
    baseFolder: streams.folder,
    cacheBounds: shares.cache,
    maxUploadBytes: args.limits.uploadSize ?? DEFAULT_LIMITS.uploadSize,
    maxUploadsBytes: shares.uploadBytes,
    maxOpenImages: args.limits.openImages ?? DEFAULT_LIMITS.openImages,
  });
  try {
    await openSamples(workspace, product.samplesFolder);
    const opening = openLocations(workspace, context);
    const early = await Promise.race([opening, delay(OPENING_MS, null, { ref: false })]);
    const [failure] = early?.failures ?? [];
    if (failure !== undefined && early?.opened.length === 0) throw failure.error;

    const host = args.value('host') ?? DEFAULT_HOST;
    const token = isLoopback(host) ? null : createAccessToken();
    const server = await listen(context, workspace, { host, token });
    try {
      await tellAddress(context, reachableUrls(server.url, host), { token, link: linkTo(early?.opened ?? []) });
      opening.then(({ failures }) => tellFailures(failures, streams.err)).catch(() => {});
      await untilAborted(signal);
    } finally {
      await server.close();
    }
    return 0;
  } finally {
    await workspace.close();
  }
}

async function openSamples(workspace: Workspace, folder: string | null): Promise<void> {
  const names = folder === null ? [] : readdirSync(folder).sort();
  for (const name of names) await workspace.open(join(folder ?? '', name), { isSample: true, keepFailed: true });
}

type OpenedLocation = Awaited<ReturnType<Workspace['open']>>;

interface Failure {
  readonly location: string;
  readonly error: unknown;
}

interface Openings {
  readonly opened: readonly OpenedLocation[];
  readonly failures: readonly Failure[];
}

/** Opens what was named, all at once. What cannot be read stays listed on the page, with its error. */
async function openLocations(workspace: Workspace, context: CommandContext): Promise<Openings> {
  const opened: OpenedLocation[] = [];
  const failures: Failure[] = [];
  await Promise.all(
    context.arguments.positionals.map(async (location) => {
      try {
        const opening =
          location === '-' ? openInput(workspace, context) : workspace.open(location, { keepFailed: true });
        opened.push(await opening);
      } catch (error) {
        failures.push({ location, error });
      }
    }),
  );
  return { opened, failures };
}

async function openInput(workspace: Workspace, { streams, signal }: CommandContext): Promise<OpenedLocation> {
  const progress = progressLine(streams.err);
  const bytes = inputBytes(streams.stdin, (read) => progress.show(`Reading standard input · ${sizeText(read)}`));
  try {
    return await workspace.upload(bytes, { name: 'standard input', signal });
  } finally {
    progress.clear();
  }
}

async function tellFailures(failures: readonly Failure[], err: OutputStream): Promise<void> {
  for (const { location, error } of failures) {
    const told = error instanceof ImageError ? error : new ImageError('internal', { cause: error });
    await err.write(`error ${told.code}: ${visibleString(location)}: ${describeError(told).message}\n`);
  }
}

async function listen(
  { arguments: args, product, streams }: CommandContext,
  workspace: Workspace,
  { host, token }: { readonly host: string; readonly token: string | null },
): Promise<RunningServer> {
  const app = createApp({
    workspace,
    version,
    webFolder: product.pageFolder,
    // Others call this machine by its name.
    allowedHosts: token === null ? [] : [host, hostname(), `${hostname()}.local`],
    ...(token === null ? {} : { token }),
    // Whoever has the token is taken for the person who started this; the flag is for those who pass it on.
    canOpenPaths: !args.isSet('noOpenPaths'),
    onFault: (error) => tellFault(error, streams),
  });
  const port = parsePort(args.value('port'));
  try {
    return await startServer({ app, host, ...(port === undefined ? {} : { port, isPortFixed: port !== 0 }) });
  } catch (error) {
    throw new ImageError('usage', { details: { reason: cannotListen(error, host, port) }, cause: error });
  }
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new ImageError('usage', { details: { reason: `--port needs a number up to 65535, not “${text}”.` } });
}

function cannotListen(error: unknown, host: string, port: number | undefined): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const where = port === undefined ? host : `${host}:${port}`;
  if (code === 'EADDRINUSE') return `${where} is in use. Leave --port out to take the next free one.`;
  if (code === 'EACCES') return `${where} may not be used. Ports below 1024 are for the administrator.`;
  return `It is not possible to listen on ${where} (${code}).`;
}

/** Where the one image that was named is on the page; the library where it is not that clear. */
function linkTo(opened: readonly OpenedLocation[]): string {
  const images = opened.flatMap((location) => location.images.filter(({ ref }) => ref.kind === 'image'));
  const [only, ...others] = images;
  return only === undefined || others.length > 0 ? '/' : `/image/${only.ref.ref}`;
}

async function tellAddress(
  { arguments: args, streams }: CommandContext,
  urls: readonly string[],
  { token, link }: { readonly token: string | null; readonly link: string },
): Promise<void> {
  const { out, err, env } = streams;
  const paint = painter(out);
  const [first = '', ...others] = urls.map((url) => (token === null ? url : `${url}/?token=${token}`));
  await out.write(`Stratascope ${version} is at ${paint('heading', first)}\n`);
  for (const other of others) await out.write(`and for others at ${paint('heading', other)}\n`);
  await out.write('Ctrl-C ends it.\n');
  if (token !== null) {
    const openable = args.isSet('noOpenPaths') ? '' : ', and open archives of this computer by their path';
    await err.write(`Whoever has this address can see the images that are open${openable}. It is not encrypted.\n`);
  }
  if (!args.isSet('noOpen')) openBrowser(`${urls[0]}${link}${token === null ? '' : `?token=${token}`}`, env);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
