// Organizations in a browser: from the top bar to a talk with a Group Leader, and the house that an organization runs itself.
import { axe, expect, fits, test } from './house';

test('from Organizations in the top bar to a message in Chat', async ({ person }) => {
  const member = await person('calm-lake@demo.test');
  const leader = await person('leader@demo.test');
  await member.goto('/');
  await member.getByRole('navigation').getByRole('link', { name: 'Organizations', exact: true }).first().click();
  await expect(member.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
  await axe(member);
  await fits(member);
  await member.getByRole('link', { name: 'More about Anchor House Recovery' }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'Anchor House Recovery' })).toBeVisible();
  await axe(member);
  await fits(member);
  await member.getByRole('link', { name: 'Group Leaders', exact: true }).click();
  const card = member.locator('main').getByRole('listitem').filter({ has: member.getByRole('heading', { name: 'demo-leader' }) });
  await card.getByRole('button', { name: 'Connect with demo-leader' }).click();
  await expect(card.getByText('Your request has been sent', { exact: true })).toBeVisible();
  await axe(member);
  await fits(member);

  await leader.goto('/contacts?tab=pending');
  const asked = leader.locator('main').getByRole('listitem').filter({ hasText: 'calm-lake' });
  await expect(asked.getByText('Anchor House Recovery')).toBeVisible();
  await asked.getByRole('button', { name: 'Approve', exact: true }).click();

  // The answer arrives by itself.
  await expect(card.getByText('Connected', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: 'Message', exact: true }).click();
  const dialog = member.getByRole('dialog', { name: 'Send Message' });
  await dialog.getByLabel('Message', { exact: true }).fill('Thank you for saying yes.');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText('Success! Your message has been sent.')).toBeVisible();
  await member.goto('/contacts');
  const contact = member.locator('main').getByRole('listitem').filter({ hasText: 'demo-leader' });
  await expect(contact.getByText('Anchor House Recovery')).toBeVisible();
  await member.goto('/chat');
  await expect(member.getByText('Thank you for saying yes.').first()).toBeVisible();
});

test('a leader who approves automatically is connected at once @phone', async ({ person }, info) => {
  const member = await person(info.project.name === 'phone' ? 'misty-pond@demo.test' : 'rainy-creek@demo.test');
  await member.goto('/organizations/blue-porch?tab=leaders');
  await member.getByRole('button', { name: 'Connect with Marlon-C' }).click();
  await expect(member.getByText('Connected', { exact: true })).toBeVisible();
  await axe(member);
  await fits(member);
});

test('the list is searched by words, topic and who it is for, and ones own come first', async ({ person, page }) => {
  await page.goto('/organizations');
  await expect(page.getByText(/^\d+ organizations$/)).toBeVisible();
  await page.getByLabel('Search', { exact: true }).fill('veterans');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/q=veterans/);
  await expect(page.getByText('1 organization', { exact: true })).toBeVisible();
  const member = await person('member@demo.test');
  await member.goto('/organizations');
  await expect(member.locator('main').getByRole('heading', { level: 2 }).first()).toHaveText('Candlewick Grief Circle');
});

test('only those it is for can subscribe, and they are told why', async ({ person, guard }) => {
  guard.expectStatus(422, /subscribe/);
  const member = await person('paper-sail@demo.test');
  await member.goto('/organizations/great-lakes-peers');
  await member.getByLabel('The state you live in').selectOption('TX');
  await member.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await expect(member.getByRole('alert').filter({ hasText: 'For people who live in' }).first()).toBeVisible();
  await member.getByLabel('The state you live in').selectOption('OH');
  await member.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await expect(member.getByText('Subscribed', { exact: true })).toBeVisible();
  await member.getByRole('link', { name: 'Answer the questions' }).click();
  await member.getByLabel('Which county do you live in?').fill('Franklin');
  await member.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(member.getByText('Your answers are saved.')).toBeVisible();
});

test('an organization that shows no leaders has no such tab', async ({ page, guard }) => {
  await page.goto('/organizations/quiet-harbor');
  await expect(page.getByRole('link', { name: 'Chatrooms', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Group Leaders', exact: true })).toHaveCount(0);
  guard.expectStatus(404, /quiet-harbor/);
  await page.goto('/organizations/quiet-harbor?tab=leaders');
  await expect(page.getByRole('heading', { name: 'We could not find that page' })).toBeVisible();
});

test('the owner runs the house: preview, settings, people, subscribers', async ({ person, guard }) => {
  guard.expectStatus(422);
  const owner = await person('orgadmin@demo.test');
  await owner.goto('/organizations/demo-organization/manage');
  await expect(owner.getByRole('heading', { name: 'What needs you' })).toBeVisible();
  await axe(owner);
  await fits(owner);

  await owner.getByRole('link', { name: 'Profile and branding' }).click();
  await owner.getByLabel('Brand colour').fill('#ffe066');
  await expect(owner.getByText('Black words on this colour')).toBeVisible();
  await axe(owner);
  await fits(owner);

  await owner.getByRole('link', { name: 'Settings', exact: true }).last().click();
  await owner.getByLabel('Group leader required join time').fill('99');
  await owner.getByRole('button', { name: 'Save the settings' }).click();
  await expect(owner.getByText('Write a number of minutes from 0 to 60.').first()).toBeVisible();
  await expect(owner.getByLabel('Group leader required join time')).toHaveValue('99');
  await axe(owner);
  await fits(owner);

  await owner.getByRole('link', { name: 'People', exact: true }).click();
  await owner.getByLabel('Email', { exact: true }).fill('new.leader@example.org');
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
  await expect(owner.getByText('new.leader@example.org')).toBeVisible();
  await axe(owner);
  await fits(owner);

  await owner.getByRole('link', { name: 'Subscribers', exact: true }).click();
  const download = owner.waitForEvent('download');
  await owner.getByRole('link', { name: 'Export as a file' }).click();
  expect((await download).suggestedFilename()).toBe('subscribers.csv');
  await owner.getByLabel('Your news').fill('The Friday group meets at seven.');
  await owner.getByRole('button', { name: 'Send to all subscribers' }).click();
  await expect(owner.getByText('Sent to all subscribers.')).toBeVisible();
  await expect(owner.getByLabel('Your news')).toHaveValue('');
  await axe(owner);
  await fits(owner);
  await owner.goto('/organizations/demo-organization/manage/intake');
  await axe(owner);
  await fits(owner);
  await owner.goto('/organizations/demo-organization/manage/leader');
  await axe(owner);
  await fits(owner);
});

test('staff read the queue and say yes', async ({ person }) => {
  const staff = await person('admin@demo.test');
  await staff.goto('/admin/organizations');
  await axe(staff);
  await fits(staff);
  const first = staff.locator('main').getByRole('listitem').filter({ has: staff.getByRole('heading', { name: 'Second Shift' }) });
  await first.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(first).toHaveCount(0);
  await staff.goto('/organizations/second-shift');
  await expect(staff.getByRole('heading', { level: 1, name: 'Second Shift' })).toBeVisible();
});
