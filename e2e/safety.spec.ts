import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { image, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { imageUrl, inspector, openSample, rows } from './explorer';
import { SAMPLE } from './sample';
import { expect, test } from './test';

test('the page runs only its own files, and nothing inline', async ({ page, product }) => {
  const answer = await page.goto(product.url);
  const headers = answer?.headers() ?? {};
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toMatch(/style-src 'self'(;|$)/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');

  const html = (await answer?.text()) ?? '';
  expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|javascript:/i);
});

test('nothing is asked of another host, and no answer is missing', async ({ page, product }) => {
  const hosts = new Set<string>();
  const failed: string[] = [];
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  page.on('requestfailed', (request) => {
    // A question that was overtaken by another is dropped.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') failed.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(product.url);
  await page.getByRole('link', { name: SAMPLE }).click();
  await rows(page).first().waitFor();
  await page.getByRole('tab', { name: 'Config' }).click();
  await page.waitForLoadState('networkidle');
  await openSample(page, product, '?path=/app/entrypoint.sh');
  await page.waitForLoadState('networkidle');
  expect([...hosts]).toEqual([product.url]);
  expect(failed).toEqual([]);
});

test('what an image holds is shown as text and downloaded, never run', async ({ page, start, write, context }) => {
  const script = '<script>window.wasRun = true</script><img src="x" onerror="window.wasRun = true">';
  const recipe = layer().file('index.html', script).file('<img src=x onerror=alert(1)>', script);
  const archive = write(
    'hostile.tar',
    ociArchive(
      image({
        names: ['harbour/hostile:1'],
        layers: [{ content: recipe, createdBy: `RUN echo ${script}` }],
        config: { Labels: { [script]: script }, Env: [`A=${script}`] },
      }),
    ),
  );
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, 'harbour/hostile:1', '?path=/index.html'));
  await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText(script);
  const link = await inspector(page).getByRole('link', { name: 'Download' }).getAttribute('href');
  await page.getByRole('tab', { name: 'Config' }).click();
  await expect(page.getByText(`A=${script}`).or(page.getByText(script)).first()).toBeVisible();
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);

  const answer = await context.request.get(new URL(link ?? '', product.url).href);
  expect(answer.headers()).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment/),
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers()['content-security-policy']).toMatch(/sandbox/);
});

test('a page of another site can neither read nor change anything', async ({ product, context }) => {
  const from = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
  for (const [method, path] of [
    ['GET', '/api/v1/locations'],
    ['POST', '/api/v1/locations'],
    ['DELETE', '/api/v1/recent'],
  ] as const) {
    const answer = await context.request.fetch(`${product.url}${path}`, { method, headers: from });
    expect(answer.status(), `${method} ${path}`).toBe(403);
    expect(answer.headers()['access-control-allow-origin']).toBeUndefined();
  }
});

test('nothing that the page does is refused by its own policy', async ({ browser, product }) => {
  // Not the page whose errors fail a test: the last step wants one.
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const violations: string[] = [];
  await page.exposeFunction('tellViolation', (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const tell = 'tellViolation' in window ? window.tellViolation : null;
      if (typeof tell === 'function') tell(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  await page.goto(product.url);
  await page.getByRole('radio', { name: 'List' }).click();
  await openSample(page, product, '?path=/app/entrypoint.sh');
  await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText('#!');
  for (const [key, seen] of [
    ['?', page.getByRole('dialog')],
    ['/', page.getByRole('combobox').or(page.getByRole('searchbox')).first()],
  ] as const) {
    await page.keyboard.press(key);
    await expect(seen).toBeVisible();
    await page.keyboard.press('Escape');
  }
  const download = page.waitForEvent('download');
  await inspector(page).getByRole('link', { name: 'Download' }).first().click();
  await download;
  await page.getByRole('tab', { name: 'Config' }).click();
  await expect(page.getByRole('tab', { name: 'Config' })).toHaveAttribute('aria-selected', 'true');
  await page.waitForLoadState('networkidle');
  await page.goto(imageUrl(product, SAMPLE, '?view=bytes'));
  await expect(page).toHaveURL(/sha256:.*view=bytes/);
  await page.waitForLoadState('networkidle');
  expect(violations).toEqual([]);
  // The listener hears what there is to hear.
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.wasRun = true' }));
  });
  await expect.poll(() => violations.join()).toMatch(/^script-src/);
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
});

test('contents that are opened by themselves are text', async ({ browser, start, write }) => {
  // The browser tells in the console that it runs nothing there: no error of the page.
  const page = await browser.newPage();
  const recipe = layer()
    .file('x.html', '<script>window.wasRun = true</script>')
    .file('x.svg', '<svg onload="alert(1)"/>');
  const archive = write('hostile.tar', ociArchive(image({ names: ['harbour/hostile:1'], layers: [recipe] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, 'harbour/hostile:1'));
  await expect(page).toHaveURL(/sha256:/);
  const ref = /sha256:[0-9a-f]{64}/.exec(page.url())?.[0];
  for (const name of ['x.html', 'x.svg']) {
    await page.goto(`${product.url}/api/v1/images/${ref}/content?path=/${name}&view=text`);
    expect(
      await page.evaluate(() => [document.contentType, 'wasRun' in window, document.querySelector('svg')]),
    ).toEqual(['text/plain', false, null]);
  }
});

test('a page of another site in the same browser gets nothing', async ({ browser, start, write }) => {
  const recipe = layer()
    .file('x.js', 'window.wasRun = true')
    .file('x.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const archive = write('secret.tar', ociArchive(image({ names: ['harbour/secret:1'], layers: [recipe] })));
  const product = await start({ locations: [archive] });
  // Not the page with the errors that fail a test: here they are wanted.
  const context = await browser.newContext();
  const page = await context.newPage();
  const site = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<p>hi</p>'));
  await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
  const { port } = site.address() as AddressInfo;
  const before = await (await context.request.get(`${product.url}/api/v1/locations`)).json();
  const [{ ref }] = before.locations.at(-1).images;

  // Another site to the browser, though on this machine: from out there it would ask whether it may look in here at all.
  await page.goto(`http://localhost:${port}/`);
  const results = await page.evaluate(
    async ({ url, ref }) => {
      const api = `${url}/api/v1`;
      const content = (name: string) => `${api}/images/${ref}/content?path=/${name}`;
      const outcome = (promise: Promise<unknown>) =>
        Promise.race([
          promise.then(
            () => 'loaded',
            () => 'refused',
          ),
          new Promise((resolve) => setTimeout(() => resolve('silence'), 5_000)),
        ]);
      const load = (tag: string, attributes: Record<string, string>) =>
        outcome(
          new Promise((resolve, reject) => {
            const element = Object.assign(document.createElement(tag), attributes);
            element.addEventListener('load', resolve);
            element.addEventListener('error', reject);
            document.body.append(element);
          }),
        );
      const framed = document.createElement('iframe');
      framed.src = `${url}/`;
      document.body.append(framed);
      return {
        read: await outcome(fetch(`${api}/locations`)),
        write: await outcome(fetch(`${api}/recent`, { method: 'DELETE' })),
        open: await outcome(
          fetch(`${api}/locations`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: '{"location":"/"}',
          }),
        ),
        script: await load('script', { src: content('x.js') }),
        picture: await load('img', { src: content('x.svg') }),
        style: await load('link', { rel: 'stylesheet', href: `${api}/health` }),
        events: await outcome(
          new Promise((resolve, reject) => {
            const events = new EventSource(`${api}/events`);
            events.onopen = resolve;
            events.onerror = reject;
          }),
        ),
        // The browser lets this pass without asking the server first.
        upload: await outcome(fetch(`${api}/uploads`, { method: 'POST', mode: 'no-cors', body: 'x' })),
        wasRun: 'wasRun' in window,
      };
    },
    { url: product.url, ref },
  );
  expect(results).toEqual({
    read: 'refused',
    write: 'refused',
    open: 'refused',
    script: 'refused',
    picture: 'refused',
    style: 'refused',
    events: 'refused',
    upload: 'refused',
    wasRun: false,
  });
  expect(page.frames()[1]?.url() ?? '').not.toContain(product.url);
  const after = await (await context.request.get(`${product.url}/api/v1/locations`)).json();
  const places = ({ locations, recent }: typeof before) => [...locations, ...recent].map(({ location }) => location);
  expect(places(after)).toEqual(places(before));
  await context.close();
  site.closeAllConnections();
  site.close();
});

test('another address than the own asks for a token, which a browser brings once', async ({ page, browser, start }) => {
  const product = await start({ flags: ['--host', '0.0.0.0'] });
  const plain = product.url.replace(/\?.*/, '');
  expect(product.url).toMatch(/\?token=[\w-]{22,}$/);

  const stranger = await browser.newContext();
  expect((await stranger.request.get(`${plain}api/v1/locations`)).status()).toBe(401);
  const locked = await stranger.newPage();
  expect((await locked.goto(plain))?.status()).toBe(401);
  await expect(locked.getByRole('heading')).toContainText('token');
  await expect(locked.getByRole('link', { name: SAMPLE })).toHaveCount(0);
  await stranger.close();

  await page.goto(product.url);
  await expect(page).toHaveURL(plain);
  // Library, event stream and image all have it.
  await page.getByRole('link', { name: SAMPLE }).click();
  await expect(rows(page).first()).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.goBack();
  await page.reload();
  await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible();
  // Whoever has the token is taken for the person who started it.
  await expect(page.getByRole('textbox', { name: 'Open by path' })).toBeVisible();
});

test('with --no-open-paths the page offers no paths, and takes none', async ({ page, start, write }) => {
  const archive = write('lighthouse.tar', ociArchive(image({ names: ['harbour/lighthouse:2'], layers: [layer()] })));
  const product = await start({ flags: ['--no-open-paths'], locations: [archive] });
  await page.goto(product.url);
  await expect(page.getByRole('table').getByRole('link', { name: 'harbour/lighthouse:2' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Open by path' })).toHaveCount(0);
  const answer = await page.request.post(`${product.url}/api/v1/locations`, { data: { location: archive } });
  expect([answer.status(), (await answer.json()).error.code]).toEqual([403, 'forbidden']);
});
