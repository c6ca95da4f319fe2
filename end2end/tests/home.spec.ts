// The first page of somebody who is signed in: what waits, what is theirs, whom they may like to ask.
import { expect, sound, test } from './house';

test('a member finds their meetings, chats, organizations and somebody to ask @phone', async ({ person }) => {
  const member = await person('member@demo.test');
  await member.goto('/');
  for (const name of ['Your Next Meetings', 'Your Chats', 'Your Organizations', 'Who could be there for you']) {
    await expect(member.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
  }
  const chats = member.getByRole('region', { name: 'Your Chats' });
  await expect(chats.getByRole('link', { name: 'Sam D.' })).toBeVisible();
  await expect(member.getByRole('region', { name: 'Who could be there for you' }).getByRole('listitem').first()).toBeVisible();
  await chats.getByRole('link', { name: 'Sam D.' }).click();
  await expect(member).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
});

for (const email of ['member@demo.test', 'newcomer@demo.test']) {
  test(`the first page of ${email} is sound in light and dark at every size`, async ({ person }) => {
    const page = await person(email);
    await page.goto('/');
    await sound(page, () => expect(page.getByRole('heading', { level: 2, name: 'Your Organizations' })).toBeVisible());
  });
}
