// A supporter's dashboard in a browser: every tab is sound in light and dark at every size, and changes without a reload.
import { awake, expect, sound, test } from './house';

const TABS = ['summary&range=365', 'demographics', 'meetings&range=all'];

for (const tab of TABS) {
  test(`the dashboard's ${tab} is sound in light and dark at every size`, async ({ person }) => {
    const page = await person('supporter@demo.test');
    await page.goto(`/supporter/dashboard?tab=${tab}`);
    await awake(page);
    await sound(page);
  });
}

test('a tab and a range change the figures in place', async ({ person }) => {
  const page = await person('supporter@demo.test');
  await page.goto('/supporter/dashboard');
  await awake(page);
  await page.evaluate(() => document.documentElement.setAttribute('data-same', ''));
  await page.getByRole('navigation', { name: 'Time' }).getByRole('link', { name: 'All time' }).click();
  await expect(page).toHaveURL(/range=all/);
  await expect(page.getByText('The last twelve months, and what was before them.')).toBeVisible();
  await page.getByRole('link', { name: 'Demographics' }).click();
  await expect(page.getByRole('heading', { name: 'Where they live, by time zone' })).toBeVisible();
  await expect(page.locator('html[data-same]')).toHaveCount(1);
});
