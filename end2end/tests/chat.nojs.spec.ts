// Chat without JavaScript: reading, writing, starting a conversation, joining a chatroom.
import { expect, test } from './house';

test('a message is read and written by plain forms', async ({ person }) => {
  const member = await person('member@demo.test');
  await member.goto('/chat');
  await member.getByRole('link', { name: 'New Chat' }).click();
  await member.getByRole('listitem').filter({ hasText: 'Sam D.' }).locator('a, button').first().click();
  await expect(member).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
  await expect(member.getByRole('log')).toBeVisible();
  await member.getByRole('textbox', { name: /^Write to/ }).fill('without script');
  await member.getByRole('button', { name: 'Send' }).click();
  await expect(member).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
  await expect(member.getByRole('log').getByText('without script')).toBeVisible();
});

test('a chatroom is found and joined by plain forms', async ({ person }) => {
  const member = await person('leader@demo.test');
  await member.goto('/chat');
  await member.getByRole('searchbox', { name: 'Search topics' }).fill('grief');
  await member.getByRole('searchbox', { name: 'Search topics' }).press('Enter');
  await expect(member).toHaveURL(/topic=grief/);
  await member.getByRole('button', { name: /^Join/ }).first().click();
  await expect(member).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
  await expect(member.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
});
