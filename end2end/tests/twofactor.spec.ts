// Two-factor sign-in with JavaScript: set up, a wrong code that can be mended, the door, and what an organization may ask of its staff.
import { awake, axe, expect, signIn, sound, test } from './house';
import { code } from './totp';

const EMAIL = 'cedar-stone@demo.test';

test('somebody sets it up, mistypes, and signs in with the next code', async ({ page, guard }) => {
  guard.expectStatus(422, /two_factor|sign_in/);
  await signIn(page, EMAIL);
  await page.goto('/account/security');
  await awake(page);
  await page.getByRole('link', { name: 'Set up two-factor sign-in' }).click();
  await awake(page);
  await page.getByLabel('Your password, to be sure it is you').fill('alongside-demo');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('img', { name: 'QR code for your app' })).toBeVisible();
  await sound(page);
  const key = await page.locator('code').first().innerText();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByText('That code is not right, or it was used already.').first()).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(code(key));
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByRole('region', { name: 'Your recovery codes' }).locator('code')).toHaveCount(10);
  await axe(page);

  await page.context().clearCookies();
  await page.goto('/sign-in?next=/contacts');
  await awake(page);
  await page.getByLabel('Email', { exact: true }).fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Type your code' })).toBeVisible();
  await axe(page);
  await page.getByLabel('Code', { exact: true }).fill(code(key, 1));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/contacts/);
});
