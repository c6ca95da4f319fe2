// Accounts, without JavaScript: forms, redirects, and nothing typed is lost.
import { expect, signIn, test } from './house';
import { fresh, linkTo } from './letters';

const SECRET = 'seven stale muffins';

test('a person joins, is refused once with everything kept, confirms, and leaves', async ({ page }) => {
  const name = fresh('quiet');
  const email = `${name}@mail.example`;
  await page.goto('/sign-up?next=/account/profile');
  await page.getByLabel('Username').fill('support-team');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByLabel('Month').selectOption('June');
  await page.getByLabel('Year').fill('1990');
  await page.getByRole('button', { name: 'Sign up', exact: true }).click();
  await expect(page.getByText('That name sounds like our staff').first()).toBeVisible();
  await expect(page.getByLabel('Username')).toHaveValue('support-team');
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
  await expect(page.getByLabel('Month')).toHaveValue('6');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByRole('button', { name: 'Sign up', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Read your email' })).toBeVisible();
  await page.goto(await linkTo(page, email, '/verify'));
  await page.getByRole('button', { name: 'Confirm my email' }).click();
  await expect(page).toHaveURL(/\/account\/profile$/);

  await page.getByLabel('A few words about you').fill('Call me at 555 123 4567 8.');
  await page.getByLabel('Spanish').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Leave out email addresses').first()).toBeVisible();
  await expect(page.getByLabel('A few words about you')).toHaveValue('Call me at 555 123 4567 8.');
  await expect(page.getByLabel('Spanish')).toBeChecked();
  await page.getByLabel('A few words about you').fill('I listen.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();

  await page.goto('/account/privacy');
  await page.getByLabel('Your password, to be sure it is you').fill(SECRET);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText('Your account is deleted.')).toBeVisible();
});

test('a wrong password keeps the email and the way on; the right one leads there', async ({ page }) => {
  await page.goto('/account/security');
  await page.getByLabel('Email', { exact: true }).fill('leader@demo.test');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('That email and password do not match.').first()).toBeVisible();
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('leader@demo.test');
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible();
});

test('signing out is one press', async ({ page }) => {
  await signIn(page, 'leader@demo.test');
  await page.goto('/sign-out');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
});
