// The people of an organization in several browsers: the bell that rings by itself, invitations by letter and by notice, the logo.
import { awake, axe, expect, fits, listening, signIn, test } from './house';
import { fresh, linkTo } from './letters';
import { type Page } from '@playwright/test';

const GONE = 'This link has been used or is too old.';

// The number is in the page before it is shown: what counts is what the link is called.
function bell(page: Page) {
  return page.getByRole('banner').getByRole('link', { name: 'Notifications' });
}

/** Writes an invitation on the page of people. */
async function invite(owner: Page, slug: string, email: string): Promise<void> {
  await owner.goto(`/organizations/${slug}/manage/people`);
  await awake(owner);
  await owner.getByLabel('Email', { exact: true }).fill(email);
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
}

test('an owner who looks elsewhere sees the bell move when members subscribe, once for all of them', async ({ person }) => {
  const owner = await person('ada-m@demo.test');
  await listening(owner, '/contacts');
  await expect(bell(owner)).toHaveAccessibleName('Notifications');
  for (const name of ['copper-lilac', 'maple-kettle']) {
    const member = await person(`${name}@demo.test`);
    await member.goto('/organizations/farther-shore');
    await awake(member);
    await member.getByRole('button', { name: 'Subscribe', exact: true }).click();
    await expect(member.getByText('Subscribed', { exact: true })).toBeVisible();
    await expect(bell(owner)).toHaveAccessibleName(/1 new/);
  }
  await bell(owner).click();
  const told = owner.locator('main').getByRole('listitem').filter({ hasText: 'Farther Shore Cancer Support has new subscribers.' });
  await expect(told).toHaveCount(1);
  await expect(told).not.toContainText('copper-lilac');
  await axe(owner);
  await fits(owner);
  await told.getByRole('link').click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Subscribers' })).toBeVisible();
  await expect(owner.getByText('copper-lilac')).toBeVisible();
});

test('somebody with an account reads of the invitation at once and takes it without the letter', async ({ person }) => {
  const owner = await person('paulette-s@demo.test');
  const member = await person('hal-e@demo.test');
  await listening(member, '/contacts');
  await invite(owner, 'dayspring-mothers', 'hal-e@demo.test');
  await expect(bell(member)).toHaveAccessibleName(/1 new/);
  await bell(member).click();
  await member.getByRole('link', { name: 'Dayspring Mothers asks you to join its people.' }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'Dayspring Mothers invites you' })).toBeVisible();
  await axe(member);
  await fits(member);
  await listening(owner, '/contacts');
  await member.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(member).toHaveURL(/\/organizations\/dayspring-mothers\/manage$/);
  await expect(bell(member)).toHaveAccessibleName('Notifications');
  await expect(bell(owner)).toHaveAccessibleName(/new/);
  await owner.goto('/organizations/dayspring-mothers/manage/people');
  await expect(owner.locator('main').getByRole('listitem').filter({ hasText: 'hal-e' }).first()).toContainText('Peer Supporter');
});

test('somebody new signs up by the letter; another account can not take it; the link works once', async ({ person, guard }) => {
  guard.expectStatus(422, /join|load_invitation|accept_invitation/);
  const owner = await person('paulette-s@demo.test');
  const name = fresh('dawn');
  const email = `${name}@mail.example`;
  await invite(owner, 'dayspring-mothers', email);
  const link = await linkTo(owner, email, '/organizations/dayspring-mothers/join');

  const other = await person('violet-quilt@demo.test');
  await other.goto(link);
  await awake(other);
  await other.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(other.getByRole('alert').filter({ hasText: 'was sent to another email address' }).first()).toBeVisible();

  const visitor = await person(null);
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { level: 1, name: 'Dayspring Mothers invites you' })).toBeVisible();
  await axe(visitor);
  await fits(visitor);
  await visitor.getByRole('main').getByRole('link', { name: 'Sign up', exact: true }).click();
  await awake(visitor);
  await visitor.getByLabel('Username').fill(name);
  await visitor.getByLabel('Email', { exact: true }).fill(email);
  await visitor.getByLabel('Password', { exact: true }).fill('seven stale muffins');
  await visitor.getByLabel('Month').selectOption('June');
  await visitor.getByLabel('Year').fill('1990');
  await visitor.getByRole('button', { name: 'Sign up', exact: true }).click();
  await expect(visitor.getByRole('heading', { level: 1, name: 'Read your email' })).toBeVisible();
  await visitor.goto(await linkTo(visitor, email, '/verify'));
  await visitor.getByRole('button', { name: 'Confirm my email' }).click();
  await expect(visitor.getByRole('heading', { level: 1, name: 'Dayspring Mothers invites you' })).toBeVisible();
  await visitor.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(visitor).toHaveURL(/\/organizations\/dayspring-mothers\/manage$/);
  await visitor.goto(link);
  await expect(visitor.getByText(GONE)).toBeVisible();
  await axe(visitor);
});

test('an invitation is sent again, which ends the first link, and taken back, which ends the second; one that ran out says so', async ({
  person,
  guard,
}) => {
  guard.expectStatus(422, /join|load_invitation/);
  const owner = await person('teo-v@demo.test');
  const email = `${fresh('noon')}@mail.example`;
  await invite(owner, 'lantern-street', email);
  const first = await linkTo(owner, email, '/organizations/lantern-street/join');
  await owner.goto('/organizations/lantern-street/manage/people');
  await awake(owner);
  await owner.getByRole('button', { name: `Send again to ${email}` }).click();
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
  const visitor = await person(null);
  await expect(async () => {
    expect(await linkTo(visitor, email, '/organizations/lantern-street/join')).not.toBe(first);
  }).toPass({ timeout: 20_000 });
  const second = await linkTo(visitor, email, '/organizations/lantern-street/join');
  await visitor.goto(first);
  await expect(visitor.getByText(GONE)).toBeVisible();
  await visitor.goto(second);
  await expect(visitor.getByRole('heading', { level: 1, name: 'Lantern Street invites you' })).toBeVisible();
  await owner.getByRole('button', { name: `Take back the invitation to ${email}` }).click();
  await expect(owner.getByText('Taken back.')).toBeVisible();
  await expect(owner.getByText(email)).toHaveCount(0);
  await visitor.goto(second);
  await expect(visitor.getByText(GONE)).toBeVisible();

  // The town has one that nobody took in time.
  const late = owner.locator('main').getByRole('listitem').filter({ hasText: 'night.shift@mail.example' });
  await expect(late.getByText('Has run out')).toBeVisible();
  await axe(owner);
  await fits(owner);
  await late.getByRole('button', { name: 'Send again to night.shift@mail.example' }).click();
  await expect(late.getByText('Can be taken until')).toBeVisible();
});

test('a logo goes up while the form stays as it is typed: a wrong file is refused at its field, the preview follows a right one @phone', async ({
  page,
  guard,
}, info) => {
  guard.expectStatus(422, /picture\/logo/);
  const [slug, email] = info.project.name === 'phone' ? ['evergreen-veterans', 'walker-j@demo.test'] : ['quiet-harbor', 'miriam-g@demo.test'];
  await signIn(page, email!);
  await page.goto(`/organizations/${slug}/manage/profile`);
  await awake(page);
  await page.getByLabel('In one sentence').fill('Typed and not saved.');
  const preview = page.getByRole('figure');
  const before = await preview.locator('img').first().getAttribute('src');
  const file = page.getByLabel('Logo', { exact: true });
  const upload = page.getByRole('button', { name: 'Upload the logo' });

  await upload.click();
  await expect(page.getByText('Choose a picture first.')).toBeVisible();
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
  await upload.click();
  await expect(page.locator('#logo-file-error')).toContainText('picture');
  await expect(file).toHaveAttribute('aria-invalid', 'true');
  await expect(file).toBeFocused();
  await expect(page.getByLabel('In one sentence')).toHaveValue('Typed and not saved.');
  await axe(page);
  await fits(page);

  const red = 'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUElEQVR42u3PMQ0AAAgDsIlAIjf+TyRwkzSpgaamX4uAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAwGUBgxVg07kb5UsAAAAASUVORK5CYII=';
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(red, 'base64') });
  await upload.click();
  await expect(page.getByText('Your logo is saved.')).toBeVisible();
  await expect(page.getByText('Choose a picture first.')).toHaveCount(0);
  await expect.poll(() => preview.locator('img').first().getAttribute('src')).not.toBe(before);
  await expect(page.getByLabel('In one sentence')).toHaveValue('Typed and not saved.');
  await axe(page);
  const kept = await preview.locator('img').first().getAttribute('src');
  await page.goto(`/organizations/${slug}`);
  await expect(page.locator(`main img[src="${kept}"]`).first()).toBeVisible();
});
