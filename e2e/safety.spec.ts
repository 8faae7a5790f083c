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
