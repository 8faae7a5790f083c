import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command, runCommand, samples } from './run-command';

let dataFolder = '';
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'stratascope-start-'));
});
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** All that it has written so far. */
  written(): string;
  /** What Ctrl-C leaves it with. */
  stop(): Promise<number | null>;
}

/** Starts the page, and waits until it has told its address. */
function start(args: readonly string[], stdin?: NodeJS.ReadableStream): Promise<Started> {
  const child = spawn(process.execPath, [command, '--no-open', ...args], {
    env: { ...process.env, STRATASCOPE_DATA: dataFolder },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  if (stdin !== undefined && child.stdin !== null) stdin.pipe(child.stdin);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes: Buffer) => {
        written += bytes;
        const url = /https?:\/\/[\w.:[\]]+/.exec(written)?.[0];
        if (url === undefined) return;
        const stop = () => {
          child.kill('SIGINT');
          return ended;
        };
        resolve({ child, url, stop, written: () => written });
      });
    }
    ended.then((code) => reject(new Error(`ended with ${code}: ${written}`)));
  });
}

interface Library {
  readonly locations: readonly {
    readonly title: string;
    readonly isSample: boolean;
    readonly images: readonly object[];
  }[];
}

async function libraryOf({ url }: Started): Promise<Library> {
  const answer = await fetch(`${url}/api/v1/locations`);
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Library>;
}

test('without a location it serves the page with the samples, and Ctrl-C ends it cleanly', async () => {
  const started = await start(['--port', '0']);
  const page = await fetch(started.url);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await page.text()).toContain('<div id="root">');
  const { locations } = await libraryOf(started);
  expect(locations.map(({ isSample }) => isSample)).toEqual(readdirSync(samples).map(() => true));
  expect(await started.stop()).toBe(0);
});

test('a port that was asked for and is taken is told, not changed', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  try {
    const { exit, stderr } = await runCommand(['--no-open', '--port', String(port)], { dataFolder });
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringMatching(/is in use/) });
  } finally {
    taken.close();
  }
});

test('it opens what is named beside the samples, also from standard input', async () => {
  const sample = join(samples, readdirSync(samples).sort()[0] ?? '');
  const started = await start(['--port', '0', '-'], createReadStream(sample));
  const { locations } = await libraryOf(started);
  expect(locations.filter(({ isSample }) => !isSample)).toMatchObject([{ title: 'standard input', images: [{}] }]);
  expect(await started.stop()).toBe(0);
});

test('where nothing that was named can be read it exits 3; where something can, it tells and goes on', async () => {
  const text = join(dataFolder, 'notes.txt');
  writeFileSync(text, 'no image');
  const { exit, stderr } = await runCommand(['--no-open', '--port', '0', text], { dataFolder });
  expect({ exit, stderr }).toMatchObject({ exit: 3, stderr: expect.stringContaining('not-an-image') });

  const sample = join(samples, readdirSync(samples).sort()[0] ?? '');
  const started = await start(['--port', '0', text, sample]);
  expect((await libraryOf(started)).locations.length).toBeGreaterThan(0);
  expect(await started.stop()).toBe(0);
});

test('limits of what is kept and open are told with the flags that raise them', async () => {
  // One that holds several images.
  const sample = readdirSync(samples).find((name) => name.endsWith('-neighbours.tar')) ?? '';
  const archive = join(dataFolder, 'app.tar');
  copyFileSync(join(samples, sample), archive);
  const images = await start(['--port', '0', '--limit-open-images', '1', archive]).catch(String);
  expect(images).toMatch(
    /limit-open-images: .*app\.tar is not opened: with it \d+ images would be open, more than 1\./,
  );
  expect(images).toContain('higher --limit-open-images.');
  const size = await start(['--port', '0', '--limit-upload-size', '1kB', '-'], createReadStream(archive)).catch(String);
  expect(size).toMatch(/upload-too-large: [\s\S]*higher --limit-upload-size\./);
  const data = await start(['--port', '0', '--limit-data-size', '3kB', '-'], createReadStream(archive)).catch(String);
  expect(data).toMatch(/limit-data-size: [\s\S]*may hold 2,000 bytes of such files\.[\s\S]*higher --limit-data-size\./);
  // Raised, they let it through.
  const raised = ['--limit-open-images', '1000', '--limit-upload-size', '64MiB', '--limit-data-size', '1GiB'];
  const { stop } = await start(['--port', '0', ...raised, archive, '-'], createReadStream(archive));
  expect(await stop()).not.toBe(3);
}, 60_000);

test('another address than the own prints a token with it, and answers nobody without', async () => {
  const started = await start(['--port', '0', '--host', '0.0.0.0']);
  const token = /\?token=([\w-]+)/.exec(started.written())?.[1] ?? '';
  expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  expect((await fetch(`${started.url}/api/v1/locations`)).status).toBe(401);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await fetch(`${started.url}/api/v1/locations`, { headers })).status).toBe(200);
  const page = await fetch(`${started.url}/?token=${token}`, { redirect: 'manual' });
  expect([page.status, page.headers.get('location')]).toEqual([303, '/']);
  await expect.poll(started.written).toContain('Whoever has this address');
  expect(await started.stop()).toBe(0);
});

test('on the own address there is no token', async () => {
  const started = await start(['--port', '0', '--host', '127.0.0.1']);
  expect(started.written()).not.toContain('token');
  expect((await fetch(`${started.url}/api/v1/locations`)).status).toBe(200);
  expect(await started.stop()).toBe(0);
});

test('what cannot be opened is told with its name made visible', async () => {
  const nasty = 'gone\u202e\u200b\x1b[31m\u009b31m\n.tar';
  const { exit, stderr } = await runCommand(['--no-open', '--port', '0', nasty], { dataFolder });
  expect(exit).toBe(3);
  expect(stderr).toContain('gone\\u202e\\u200b\\x1b[31m\\u009b31m\\x0a.tar');
  expect(stderr).not.toMatch(/[\p{Cf}\x1b\x80-\x9f]/u);

  const sample = join(samples, readdirSync(samples).sort()[0] ?? '');
  const started = await start(['--port', '0', nasty, sample]);
  await expect.poll(started.written).toContain('location-missing');
  expect(started.written()).not.toMatch(/[\p{Cf}\x1b\x80-\x9f]/u);
  expect(await started.stop()).toBe(0);
});
