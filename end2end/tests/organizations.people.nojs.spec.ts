// The people of an organization without JavaScript: invitations from the form to the post, and a logo that loses nothing.
import { expect, signIn, test } from './house';
import { fresh, linkTo } from './letters';

const GONE = 'This link has been used or is too old.';

test('an invitation is written, refused at its field, sent again, taken by somebody new, and another is taken back', async ({ person, guard }) => {
  guard.expectStatus(422, /join/);
  const owner = await person('noelle-b@demo.test');
  await owner.goto('/organizations/candlewick/manage/people');
  await owner.getByLabel('Email', { exact: true }).fill('nobody@nowhere');
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(owner.getByLabel('Email', { exact: true })).toHaveValue('nobody@nowhere');
  await expect(owner.getByLabel('Email', { exact: true })).toHaveAttribute('aria-invalid', 'true');

  const name = fresh('dusk');
  const email = `${name}@mail.example`;
  await owner.getByLabel('Email', { exact: true }).fill(email);
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
  const visitor = await person(null);
  const first = await linkTo(visitor, email, '/organizations/candlewick/join');
  await owner.getByRole('button', { name: `Send again to ${email}` }).click();
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
  await expect(async () => {
    expect(await linkTo(visitor, email, '/organizations/candlewick/join')).not.toBe(first);
  }).toPass({ timeout: 20_000 });
  await visitor.goto(first);
  await expect(visitor.getByText(GONE)).toBeVisible();

  await visitor.goto(await linkTo(visitor, email, '/organizations/candlewick/join'));
  await visitor.getByRole('main').getByRole('link', { name: 'Sign up', exact: true }).click();
  await visitor.getByLabel('Username').fill(name);
  await visitor.getByLabel('Email', { exact: true }).fill(email);
  await visitor.getByLabel('Password', { exact: true }).fill('seven stale muffins');
  await visitor.getByLabel('Month').selectOption('June');
  await visitor.getByLabel('Year').fill('1990');
  await visitor.getByRole('button', { name: 'Sign up', exact: true }).click();
  await visitor.goto(await linkTo(visitor, email, '/verify'));
  await visitor.getByRole('button', { name: 'Confirm my email' }).click();
  await expect(visitor.getByRole('heading', { level: 1, name: 'Candlewick Grief Circle invites you' })).toBeVisible();
  await visitor.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(visitor).toHaveURL(/\/organizations\/candlewick\/manage$/);

  await owner.goto('/notifications');
  await expect(owner.getByRole('link', { name: 'Candlewick Grief Circle has somebody new among its people' })).toBeVisible();
  const other = `${fresh('dew')}@mail.example`;
  await owner.goto('/organizations/candlewick/manage/people');
  await owner.getByLabel('Email', { exact: true }).fill(other);
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  const link = await linkTo(visitor, other, '/organizations/candlewick/join');
  await owner.getByRole('button', { name: `Take back the invitation to ${other}` }).click();
  await expect(owner.getByText('Taken back.')).toBeVisible();
  await visitor.goto(link);
  await expect(visitor.getByText(GONE)).toBeVisible();
});

test('somebody with an account opens the notice and accepts', async ({ person }) => {
  const owner = await person('noelle-b@demo.test');
  await owner.goto('/organizations/candlewick/manage/people');
  await owner.getByLabel('Email', { exact: true }).fill('still-barn@demo.test');
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
  const member = await person('still-barn@demo.test');
  await member.goto('/notifications');
  await member.getByRole('link', { name: 'Candlewick Grief Circle asks you to join its people.' }).click();
  await member.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(member).toHaveURL(/\/organizations\/candlewick\/manage$/);
  await member.goto('/notifications');
  await expect(member.getByRole('link', { name: 'Candlewick Grief Circle asks you to join its people.' })).toHaveCount(0);
});

test('a logo goes up with the form: a wrong file is named at its field, and what was typed comes back', async ({ page }) => {
  await signIn(page, 'joan-f@demo.test');
  await page.goto('/organizations/great-lakes-peers/manage/profile');
  await page.getByLabel('In one sentence').fill('Typed and not saved.');
  await page.getByLabel('Logo', { exact: true }).setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
  await page.getByRole('button', { name: 'Upload the logo' }).click();
  await expect(page.locator('#logo-file-error')).toContainText('picture');
  await expect(page.getByLabel('Logo', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('In one sentence')).toHaveValue('Typed and not saved.');
  const before = await page.getByRole('figure').locator('img').first().getAttribute('src');
  const red = 'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUElEQVR42u3PMQ0AAAgDsIlAIjf+TyRwkzSpgaamX4uAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAwGUBgxVg07kb5UsAAAAASUVORK5CYII=';
  await page.getByLabel('Logo', { exact: true }).setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(red, 'base64') });
  await page.getByRole('button', { name: 'Upload the logo' }).click();
  await expect(page.getByText('The picture is saved. What you typed is not yet: save the profile too.')).toBeVisible();
  await expect(page.getByLabel('In one sentence')).toHaveValue('Typed and not saved.');
  expect(await page.getByRole('figure').locator('img').first().getAttribute('src')).not.toBe(before);
});
