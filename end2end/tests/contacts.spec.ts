// Contacts, in two browsers: asking, answering, taking back, blocking, writing, each seen by the other side without reloading.
import { awake, axe, expect, fits, listening, sound, test } from './house';
import { type Locator, type Page } from '@playwright/test';

const at = (name: string): string => `${name}@demo.test`;

function row(page: Page, name: string): Locator {
  return page.locator('main').getByRole('listitem').filter({ hasText: name });
}

test('a member asks with a note, the supporter sees it without reloading and approves, the member sees Connected at once', async ({ person }) => {
  const member = await person(at('slow-saddle'));
  const supporter = await person(at('mei-l'));
  await listening(supporter, '/contacts?tab=pending');
  await listening(member, '/supporters/mei-l');

  await member.getByText('Add a note').click();
  await member.getByLabel('Your note').fill('I liked what you wrote about your mother.');
  await member.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(member.getByText('Contact request sent', { exact: true })).toBeVisible();
  await expect(member.getByRole('button', { name: 'Connect', exact: true })).toHaveCount(0);

  const asked = row(supporter, 'slow-saddle');
  await expect(asked).toContainText('I liked what you wrote about your mother.');
  await expect(supporter.getByRole('banner').getByRole('link', { name: 'Notifications' })).toHaveAccessibleName(/new/);
  await axe(supporter);
  await asked.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(row(supporter, 'slow-saddle')).toHaveCount(0);

  await expect(member.getByText('Connected', { exact: true })).toBeVisible();
  await member.getByRole('button', { name: 'Message', exact: true }).click();
  const dialog = member.getByRole('dialog', { name: 'Send Message' });
  await dialog.getByLabel('Message', { exact: true }).fill('Thank you for saying yes.');
  await axe(member);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText('Success! Your message has been sent.')).toBeVisible();

  await member.goto('/notifications');
  await expect(row(member, 'Mei L.')).toContainText('approved your request');
});

test('Add on a card becomes Request Sent, and can be withdrawn, which the supporter sees at once', async ({ person }) => {
  const member = await person(at('steady-patch'));
  const supporter = await person(at('kofi-a'));
  await listening(supporter, '/contacts?tab=pending');
  await member.goto('/supporters?q=kofi');
  await awake(member);
  const card = row(member, 'Kofi A.').first();
  await card.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(card.getByText('Request Sent', { exact: true })).toBeVisible();
  await expect(row(supporter, 'steady-patch')).toBeVisible();

  await member.goto('/contacts?tab=pending');
  await awake(member);
  await row(member, 'Kofi A.').getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(row(member, 'Kofi A.')).toHaveCount(0);
  await expect(row(supporter, 'steady-patch')).toHaveCount(0);
});

test('a declined member reads Not now, kindly, and only they', async ({ person }) => {
  const member = await person(at('summer-trail'));
  const supporter = await person(at('yolanda-s'));
  await listening(member, '/supporters/yolanda-s');
  await member.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(member.getByText('Contact request sent', { exact: true })).toBeVisible();
  await supporter.goto('/contacts?tab=pending');
  await awake(supporter);
  await row(supporter, 'summer-trail').getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(member.getByText('Not now', { exact: true })).toBeVisible();
  await member.goto('/contacts?tab=pending');
  await expect(row(member, 'Yolanda S.')).toContainText('You may ask again');
});

test('a supporter who approves automatically is connected at once, and can be blocked and unblocked @phone', async ({ person }, info) => {
  const name = info.project.name === 'phone' ? 'bright-robin' : 'quiet-garden';
  const member = await person(at(name));
  await member.goto('/supporters/talia-r');
  await awake(member);
  await member.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(member.getByText('Connected', { exact: true })).toBeVisible();
  await member.goto('/contacts');
  await awake(member);
  await fits(member);
  await expect(member.getByRole('link', { name: /^Active \(\d+\)$/ })).toBeVisible();
  await row(member, 'Talia R.').getByRole('button', { name: 'Block', exact: true }).click();
  const sure = member.getByRole('dialog', { name: 'Are you sure?' });
  await sure.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(sure).toBeHidden();
  await row(member, 'Talia R.').getByRole('button', { name: 'Block', exact: true }).click();
  await sure.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(row(member, 'Talia R.')).toHaveCount(0);
  await member.getByRole('link', { name: 'Blocked', exact: true }).click();
  await row(member, 'Talia R.').getByRole('button', { name: 'Unblock', exact: true }).click();
  await expect(row(member, 'Talia R.')).toHaveCount(0);
  await member.goto('/supporters/talia-r');
  await expect(member.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
});

test('what was answered and written while the net was down is there when it is back', async ({ person, guard }) => {
  guard.expectCutLine();
  const member = await person(at('quiet-wren'));
  const supporter = await person(at('nia-f'));
  await listening(member, '/supporters/nia-f');
  await member.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(member.getByText('Contact request sent', { exact: true })).toBeVisible();
  await member.context().setOffline(true);
  await supporter.goto('/contacts?tab=pending');
  await awake(supporter);
  await row(supporter, 'quiet-wren').getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(row(supporter, 'quiet-wren')).toHaveCount(0);
  await expect(member.getByText('Contact request sent', { exact: true })).toBeVisible();
  await member.context().setOffline(false);
  await expect(member.getByText('Connected', { exact: true })).toBeVisible();

  await listening(member, '/chat');
  await member.context().setOffline(true);
  await supporter.goto('/contacts');
  await awake(supporter);
  await row(supporter, 'quiet-wren').getByRole('button', { name: 'Message', exact: true }).click();
  const dialog = supporter.getByRole('dialog', { name: 'Send Message' });
  await dialog.getByLabel('Message', { exact: true }).fill('Whenever you are ready.');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText('Success! Your message has been sent.')).toBeVisible();
  await expect(member.getByText('Whenever you are ready.')).toHaveCount(0);
  await member.context().setOffline(false);
  await expect(row(member, 'Nia F.').getByText('Whenever you are ready.')).toBeVisible();
});

test('a visitor who presses Add signs in and the request is sent', async ({ page }) => {
  await page.goto('/supporters?q=luis');
  await awake(page);
  await row(page, 'Luis E.').first().getByRole('link', { name: 'Add', exact: true }).click();
  await page.getByLabel('Email', { exact: true }).fill(at('tender-lark'));
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/supporters\/luis-e/);
  await expect(page.getByText('Contact request sent', { exact: true })).toBeVisible();
});

for (const address of ['/contacts', '/contacts?tab=pending', '/contacts?tab=blocked', '/notifications']) {
  test(`${address} is sound in light and dark at every size`, async ({ person }) => {
    const member = await person('member@demo.test');
    await member.goto(address);
    await awake(member);
    await sound(member, () => expect(member.getByRole('heading', { level: 1 })).toHaveCount(1));
  });
}
