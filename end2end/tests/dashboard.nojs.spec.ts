// A supporter's dashboard without JavaScript: numbers, tabs and ranges are links; others find no such page.
import { expect, fits, test } from './house';

test('the dashboard is read by links alone', async ({ person }) => {
  const page = await person('supporter@demo.test');
  await page.goto('/more');
  await page.getByRole('main').getByRole('link', { name: 'Supporter dashboard' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Supporter dashboard' })).toBeVisible();
  for (const name of ['Reviews', 'Interactions', 'Connections', 'Money earned']) {
    await expect(page.getByRole('term').filter({ hasText: name })).toBeVisible();
  }
  const metrics = page.getByRole('navigation', { name: 'Metrics' });
  await expect(metrics.getByRole('link', { name: 'Summary' })).toHaveAttribute('aria-current', 'page');
  const time = page.getByRole('navigation', { name: 'Time' });
  await time.getByRole('link', { name: 'Last year' }).click();
  await expect(time.getByRole('link', { name: 'Last year' })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('columnheader', { name: 'Not noted' })).toBeVisible();

  await metrics.getByRole('link', { name: 'Meeting List' }).click();
  await expect(page).toHaveURL(/tab=meetings&range=365/);
  await expect(page.getByRole('term').filter({ hasText: 'Repeat attendees' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Group Meeting' }).first()).toBeVisible();
  await fits(page);

  await metrics.getByRole('link', { name: 'Demographics' }).click();
  await expect(page.getByRole('heading', { name: 'Age', exact: true })).toBeVisible();
  await expect(time).toHaveCount(0);
});

test('a member has no such page', async ({ person, guard }) => {
  const page = await person('newcomer@demo.test');
  guard.expectStatus(404, /supporter\/dashboard/);
  expect((await page.goto('/supporter/dashboard'))?.status()).toBe(404);
});
