// Find a Peer Supporter with JavaScript switched off: plain links and plain forms do the whole job.
import { expect, test } from './house';

test('search, filters, orders and pages work as a plain form', async ({ page }) => {
  await page.goto('/supporters');
  await page.getByLabel('Search', { exact: true }).fill('grief');
  await page.getByLabel('Open to connect').check();
  await page.getByLabel('Sort').selectOption({ label: 'Name' });
  await page.getByRole('button', { name: 'Show supporters' }).click();
  await expect(page).toHaveURL(/q=grief.*open=1.*sort=name/);
  await expect(page.getByText(/^\d+ supporters? matching “grief”, open to connect$/)).toBeVisible();
  await expect(page.getByLabel('Open to connect')).toBeChecked();
  await page.getByRole('link', { name: 'Remove Open to connect' }).click();
  await expect(page).not.toHaveURL(/open=1/);
  await page.goto('/supporters');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText('Page 2 of')).toBeVisible();
});

test('the number of reviews leads to the profile, where older ones are a link away', async ({ page }) => {
  // Somebody of whom no other test writes.
  await page.goto('/supporters?q=marcus');
  await page.getByRole('link', { name: /^\d+ reviews$/ }).first().click();
  await expect(page).toHaveURL(/\/supporters\/[a-z0-9-]+#reviews$/);
  const reviews = page.getByRole('region', { name: 'Reviews' });
  await expect(reviews.getByRole('listitem')).toHaveCount(10);
  const newest = await reviews.getByRole('listitem').first().textContent();
  await reviews.getByRole('link', { name: 'More reviews' }).click();
  await expect(reviews.getByRole('listitem').first()).not.toHaveText(newest ?? '');
  await reviews.getByRole('link', { name: 'Newest reviews' }).click();
  await expect(reviews.getByRole('listitem').first()).toHaveText(newest ?? '');
});

test('a visitor who presses Add is led through the door with the request in hand', async ({ page }) => {
  await page.goto('/supporters?open=1');
  await page.getByRole('link', { name: 'Add', exact: true }).first().click();
  await expect(page).toHaveURL(/\/sign-in\?next=\/supporters\/[a-z0-9-]+&ask=[0-9a-f-]{36}$/);
});
