// Every public page: it answers, fits, has one heading and the frame, and axe finds nothing, in light and dark, at three sizes.
import { axe, expect, fits, sound, test } from './house';

const PAGES = [
  { address: '/', status: 200 },
  { address: '/supporters', status: 200 },
  { address: '/supporters/demo-supporter', status: 200 },
  { address: '/organizations', status: 200 },
  { address: '/meetings', status: 200 },
  { address: '/sign-in', status: 200 },
  { address: '/sign-up', status: 200 },
  { address: '/reset-password', status: 200 },
  { address: '/no-such-page', status: 404 },
];

for (const { address, status } of PAGES) {
  test(`${address} is sound in light and dark at every size`, async ({ page, guard }) => {
    if (status >= 400) {
      guard.expectStatus(status, new RegExp(`${address}$`));
    }
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(status);
    await sound(page, async () => {
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page).toHaveTitle(/Alongside/);
      await expect(page.getByText('Need help now?').first()).toBeVisible();
      await expect(page.getByText('Leave quickly').first()).toBeVisible();
    });
  });
}

test('an unknown word in the query does not break a list', async ({ page }) => {
  const answer = await page.goto('/supporters?page=1&nonsense=%F0%9F%99%82');
  expect(answer?.status()).toBe(200);
});
