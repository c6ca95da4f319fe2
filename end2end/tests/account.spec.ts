// Accounts, in a browser with JavaScript: joining, coming in, one's own pages, leaving.
import { awake, axe, expect, signIn, sound, test } from './house';
import { fresh, linkTo } from './letters';
import { type Page } from '@playwright/test';

const SECRET = 'seven stale muffins';

/** Signs up by the form and opens the link of the letter. One address may make ten accounts in an hour: most tests take people of the town. */
async function join(page: Page, name: string, query = ''): Promise<string> {
  const email = `${name}@mail.example`;
  await page.goto(`/sign-up${query}`);
  await awake(page);
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByLabel('Month').selectOption('June');
  await page.getByLabel('Year').fill('1990');
  await page.getByRole('button', { name: 'Sign up', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Read your email' })).toBeVisible();
  await page.goto(await linkTo(page, email, '/verify'));
  await page.getByRole('button', { name: 'Confirm my email' }).click();
  await page.waitForURL((address) => address.pathname !== '/verify');
  return email;
}

test('a stranger signs up, opens the link, and is back where they were going @phone', async ({ page }) => {
  const name = fresh('river');
  await join(page, name, '?next=/account/preferences');
  await expect(page).toHaveURL(/\/account\/preferences$/);
  await expect(page.getByLabel('Time zone')).toHaveValue('America/New_York');
});

test('every field that is wrong is named, the summary has the focus, and nothing typed is lost', async ({ page, guard }) => {
  guard.expectStatus(422, /sign_up/);
  await page.goto('/sign-up');
  await awake(page);
  await page.getByLabel('Username').fill('admin');
  await page.getByLabel('Email', { exact: true }).fill('somebody@mail.example');
  await page.getByLabel('Password', { exact: true }).fill('password1234');
  await page.getByLabel('Month').selectOption('June');
  await page.getByLabel('Year').fill('1990');
  await page.getByRole('button', { name: 'Sign up', exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Please check the marked fields' });
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Username')).toHaveValue('admin');
  await expect(page.getByText('passwords people try first').first()).toBeVisible();
  await axe(page);
});

test('a wrong password is answered with one sentence, for a known and an unknown email alike', async ({ page, guard }) => {
  guard.expectStatus(422, /sign_in/);
  for (const email of ['leader@demo.test', 'nobody@demo.test']) {
    await page.goto('/sign-in');
    await awake(page);
    await page.getByLabel('Email', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('That email and password do not match.').first()).toBeVisible();
    await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
  }
});

test('signing in leads on to the page that was asked for, and signing out closes it again', async ({ page }) => {
  await page.goto('/account/security');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('Email', { exact: true }).fill('orgadmin@demo.test');
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible();
  await expect(page.getByText('This device')).toBeVisible();
  await page.goto('/sign-out');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/account/security');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('a demo site lets a visitor be one of its people with one press', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Use newcomer@demo.test' }).click();
  await expect(page.getByRole('link', { name: 'Your account' })).toBeVisible();
});

test('a forgotten password is chosen anew by the link in the letter', async ({ page }) => {
  const email = 'still-pear@demo.test';
  await page.goto('/reset-password');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('A letter is on its way')).toBeVisible();
  await page.goto(await linkTo(page, email, '/reset-password?link'));
  await page.getByLabel('New password').fill('nine honest oats');
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await expect(page.getByText('Your password is changed. Sign in with the new one.')).toBeVisible();
  await signIn(page, email, 'nine honest oats');
  await expect(page.getByRole('link', { name: 'Your account' })).toBeVisible();
});

test('a person says who they are, shows a picture, changes the password, and signs another device out', async ({ page, person }) => {
  const name = fresh('brook');
  const email = await join(page, name);
  const other = await person(null);
  await signIn(other, email, SECRET);

  await page.goto('/account/profile');
  await awake(page);
  await page.getByLabel('Pronouns').fill('they/them');
  await page.getByLabel('A few words about you').fill('I listen.');
  await page.getByLabel('Spanish').check();
  await page.getByLabel('Grief and loss').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUElEQVR42u3PMQ0AAAgDsIlAIjf+TyRwkzSpgaamX4uAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAwGUBgxVg07kb5UsAAAAASUVORK5CYII=';
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('Your picture is saved.')).toBeVisible();
  await expect(page.getByRole('main').locator('img[src^="/pictures/"]')).toHaveJSProperty('naturalWidth', 256);
  await expect(page.getByLabel('Pronouns')).toHaveValue('they/them');
  await expect(page.getByLabel('Grief and loss')).toBeChecked();
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'me.svg', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('That file is not a picture we can read.')).toBeVisible();

  await page.goto('/account/security');
  await awake(page);
  await page.getByRole('button', { name: /^Sign out .*, signed in/ }).first().click();
  await expect(page.getByRole('status').getByText('That device is signed out.')).toBeVisible();
  await other.goto('/account');
  await expect(other).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('Current password').fill(SECRET);
  await page.getByLabel('New password').fill('nine honest oats');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('status').getByText('Your password is changed.')).toBeVisible();
});

test('a theme and a zone that are chosen are there on the next page', async ({ page }) => {
  await signIn(page, 'still-iris@demo.test');
  await page.goto('/account/preferences');
  await awake(page);
  await page.getByLabel('Light or dark').selectOption('Dark');
  await page.getByLabel('Time zone').selectOption('Pacific/Honolulu');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Your preferences are saved.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Time zone')).toHaveValue('Pacific/Honolulu');
});

test('somebody takes their data along and leaves for good', async ({ page, guard }) => {
  const name = fresh('leaver');
  const email = await join(page, name, '?next=/account/privacy');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download my data' }).click()]);
  const file = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of file) {
    parts.push(part as Buffer);
  }
  expect(JSON.parse(Buffer.concat(parts).toString()).account.email).toBe(email);
  await awake(page);
  guard.expectStatus(422, /delete_account|sign_in/);
  await page.getByLabel('Your password, to be sure it is you').fill('not the password');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText('Your current password is not right.').first()).toBeVisible();
  await page.getByLabel('Your password, to be sure it is you').fill(SECRET);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText('Your account is deleted.')).toBeVisible();
  await awake(page);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('That email and password do not match.').first()).toBeVisible();
});

const SUPPORTERS = ['/supporter/profile', '/supporter/services', '/supporter/availability', '/supporter/library', '/supporter/earnings'];

for (const address of SUPPORTERS) {
  test(`${address} is sound in light and dark at every size`, async ({ person }) => {
    const page = await person('supporter@demo.test');
    await page.goto(address);
    await sound(page, () => expect(page.getByRole('heading', { level: 1 })).toHaveCount(1));
  });
}

const OWN = ['/account', '/account/profile', '/account/security', '/account/preferences', '/account/privacy', '/sign-out', '/sandbox/mail', '/verify'];

for (const address of OWN) {
  test(`${address} is sound in light and dark at every size`, async ({ person }) => {
    const page = await person('orgadmin@demo.test');
    await page.goto(address);
    await sound(page, () => expect(page.getByRole('heading', { level: 1 })).toHaveCount(1));
  });
}
