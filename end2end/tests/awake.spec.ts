// Before the program arrives: visitors do not fetch it to read, and nothing they type meanwhile is lost.
import { awake, expect, test } from './house';

test('a visitor who only reads downloads no program @phone', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/\.(wasm|js)$/.test(new URL(request.url()).pathname)) {
      fetched.push(request.url());
    }
  });
  for (const address of ['/', '/supporters', '/supporters/demo-supporter']) {
    await page.goto(address);
    await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  }
  expect(fetched).toEqual([]);
  await awake(page);
  expect(fetched.length).toBeGreaterThan(0);
});

test('what was typed and ticked before the page woke is still there', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/sign-up');
  await page.getByLabel('Email', { exact: true }).fill('early@example.org');
  await page.getByLabel('Username', { exact: true }).fill('early-bird');
  release();
  await awake(page);
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('early@example.org');
  await expect(page.getByLabel('Username', { exact: true })).toHaveValue('early-bird');
});
