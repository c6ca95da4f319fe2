// Two-factor sign-in, without JavaScript: set up with an app, asked for at the door, a recovery code that opens once.
import { expect, test } from './house';
import { fresh, linkTo } from './letters';
import { code } from './totp';

const SECRET = 'seven stale muffins';

test('a person sets it up, is asked for a code, and gets in with a recovery code once', async ({ page }) => {
  const name = fresh('guarded');
  const email = `${name}@mail.example`;
  await page.goto('/sign-up?next=/account/security');
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByLabel('Month').selectOption('June');
  await page.getByLabel('Year').fill('1990');
  await page.getByRole('button', { name: 'Sign up', exact: true }).click();
  await page.goto(await linkTo(page, email, '/verify'));
  await page.getByRole('button', { name: 'Confirm my email' }).click();
  await page.getByRole('link', { name: 'Set up two-factor sign-in' }).click();
  await page.getByLabel('Your password, to be sure it is you').fill(SECRET);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('img', { name: 'QR code for your app' })).toBeVisible();
  const key = await page.locator('code').first().innerText();
  await page.getByLabel('Code', { exact: true }).fill(code(key));
  await page.getByRole('button', { name: 'Switch it on' }).click();
  const codes = page.getByRole('region', { name: 'Your recovery codes' }).locator('code');
  await expect(codes).toHaveCount(10);
  const recovery = await codes.first().innerText();
  await page.reload();
  await expect(codes, 'they are shown once').toHaveCount(0);

  const enter = async (typed: string): Promise<void> => {
    await page.context().clearCookies();
    await page.goto('/sign-in?next=/account/security');
    await page.getByLabel('Email', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill(SECRET);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Type your code' })).toBeVisible();
    await page.getByLabel('Code', { exact: true }).fill(typed);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  // The code of the step that set it up is used: the next one is taken a little early.
  await enter(code(key, 1));
  await expect(page).toHaveURL(/\/account\/security$/);
  await enter(recovery);
  await expect(page).toHaveURL(/\/account\/security$/);
  await enter(recovery);
  await expect(page.getByText('That code is not right, or it was used already.').first()).toBeVisible();
});
