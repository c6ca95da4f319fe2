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

// Whoever presses a button just as the page wakes has to hit it: a press that ends beside the button where it began is none.
test('nothing on a page moves when it wakes @phone', async ({ page }) => {
  const places = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main :is(a, button, input, select, textarea, summary, h1, h2, h3)')]
        .map((thing) => ({ thing, box: thing.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 0)
        .map(({ thing, box }) => `${thing.tagName} ${thing.id || thing.textContent?.trim()}: ${Math.round(box.x)}, ${Math.round(box.y + scrollY)}`),
    );
  let released = Promise.resolve();
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  for (const address of ['/', '/sign-in', '/sign-up', '/supporters', '/supporters/luis-e', '/organizations', '/organizations/blue-porch', '/meetings']) {
    let release = () => {};
    released = new Promise((resolve) => {
      release = resolve;
    });
    await page.goto(address);
    await page.evaluate(() => document.fonts.ready);
    const asleep = await places();
    const asked = page.waitForRequest('**/*.wasm');
    await page.keyboard.press('Shift');
    await asked;
    release();
    await page.locator('html[data-awake]').waitFor({ state: 'attached' });
    expect(await places(), address).toEqual(expect.arrayContaining(asleep));
  }
});

test('a program that got lost on a poor line is asked for again', async ({ page, guard }) => {
  guard.expectCutLine();
  let lost = true;
  await page.route('**/*.wasm', (route) => (lost ? route.abort() : route.continue()));
  await page.goto('/supporters');
  const failed = page.waitForEvent('requestfailed');
  await page.keyboard.press('Shift');
  await failed;
  lost = false;
  await expect(async () => {
    await page.keyboard.press('Shift');
    await expect(page.locator('html[data-awake]')).toBeAttached({ timeout: 1_000 });
  }).toPass();
});

test('a part of the program that got lost on a poor line is asked for again, to wake a page and to open the next', async ({ page, guard }) => {
  guard.expectCutLine();
  let lost = true;
  await page.route(/\/split_\w+\.wasm$/, (route) => (lost ? route.abort() : route.continue()));
  await page.goto('/supporters');
  const failed = page.waitForEvent('requestfailed');
  await page.keyboard.press('Shift');
  await failed;
  lost = false;
  await page.locator('html[data-awake]').waitFor({ state: 'attached' });

  lost = true;
  const failedAgain = page.waitForEvent('requestfailed');
  await page.getByRole('navigation').getByRole('link', { name: 'Meetings', exact: true }).click();
  await failedAgain;
  lost = false;
  await expect(page.getByRole('heading', { level: 1, name: 'Meetings', exact: true })).toBeVisible();
});
