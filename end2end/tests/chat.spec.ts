// Chat: two people talk, the line breaks in the middle and nothing is lost, doubled or reordered.
import { awake, expect, fits, sound, test } from './house';
import type { Page } from '@playwright/test';

// They share one conversation of the town: one after the other, and with time for sixty lines.
test.describe.configure({ mode: 'default', timeout: 180_000 });

const MEMBER = 'member@demo.test';
const SUPPORTER = 'supporter@demo.test';

/** Opens the conversation of this person with somebody, by name. */
async function openWith(page: Page, name: RegExp): Promise<void> {
  await page.goto('/chat?new=1');
  await page.getByRole('listitem').filter({ hasText: name }).locator('a, button').first().click();
  await page.waitForURL(/\/chat\/[0-9a-f-]{36}/);
  await awake(page);
}

/** The field one writes in. */
function field(page: Page) {
  return page.getByRole('textbox', { name: /^Write to/ });
}

async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** The lines on screen that carry this word, top to bottom. */
async function lines(page: Page, word: string): Promise<string[]> {
  const all = await page.getByRole('log').locator('.wrap-anywhere').allInnerTexts();
  return all.map((text) => text.trim()).filter((text) => text.startsWith(word));
}

test('two people see each other write, read and answer', async ({ person }) => {
  const member = await person(MEMBER);
  const supporter = await person(SUPPORTER);
  await openWith(member, /Sam D\./);
  await openWith(supporter, /demo-member/);
  await write(member, 'talk one\nwith https://example.org/help.');
  await expect(supporter.getByRole('log').getByText('talk one')).toBeVisible();
  await expect(supporter.getByRole('log').getByRole('link', { name: 'https://example.org/help' })).toHaveAttribute('rel', /noopener/);
  await expect(member.getByRole('log').getByText('Read', { exact: true })).toBeVisible();
  await field(supporter).pressSequentially('talk two');
  await expect(member.getByText('is typing')).toBeVisible();
  await field(supporter).press('Enter');
  await expect(member.getByRole('log').getByText('talk two')).toBeVisible();
  await expect(member.getByText('is typing')).toBeHidden();
  await expect(field(supporter)).toHaveValue('');
});

test('a line typed while the net is down waits, and is sent once when it is back', async ({ person, guard }) => {
  guard.expectCutLine();
  const member = await person(MEMBER);
  const supporter = await person(SUPPORTER);
  await openWith(member, /Sam D\./);
  await openWith(supporter, /demo-member/);
  await write(member, 'cut 1');
  await expect(supporter.getByRole('log').getByText('cut 1')).toBeVisible();
  await member.context().setOffline(true);
  await write(member, 'cut 2');
  await write(member, 'cut 3');
  await expect(member.getByText('Waiting for the line')).toBeVisible();
  await write(supporter, 'cut from the other side');
  await expect(supporter.getByRole('log').getByText('cut from the other side')).toBeVisible();
  await member.context().setOffline(false);
  await expect(supporter.getByRole('log').getByText('cut 3')).toBeVisible({ timeout: 20_000 });
  await expect(member.getByRole('log').getByText('cut from the other side')).toBeVisible({ timeout: 20_000 });
  await expect(member.getByText('Waiting for the line')).toBeHidden();
  const expected = ['cut 1', 'cut from the other side', 'cut 2', 'cut 3'];
  await expect.poll(() => lines(member, 'cut')).toEqual(expected);
  await expect.poll(() => lines(supporter, 'cut')).toEqual(expected);
  await member.reload();
  await expect.poll(() => lines(member, 'cut')).toEqual(expected);
});

test('a line written without a net survives a reload', async ({ person, guard }) => {
  guard.expectCutLine();
  const member = await person(MEMBER);
  await openWith(member, /Sam D\./);
  await member.route('**/api/send_message*', (route) => route.abort());
  await write(member, 'kept over a reload');
  await expect(member.getByText('Waiting for the line')).toBeVisible();
  await member.unroute('**/api/send_message*');
  await member.reload();
  await expect(member.getByText('Waiting for the line')).toBeHidden({ timeout: 20_000 });
  await expect.poll(() => lines(member, 'kept over')).toEqual(['kept over a reload']);
});

test('an answer that gets lost on its way does not double the line', async ({ person, guard }) => {
  guard.expectCutLine();
  const member = await person(MEMBER);
  await openWith(member, /Sam D\./);
  let lost = 0;
  await member.route('**/api/send_message*', async (route) => {
    lost += 1;
    if (lost === 1) {
      await route.fetch();
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await write(member, 'stored but not answered');
  await expect.poll(() => lines(member, 'stored but')).toEqual(['stored but not answered']);
  await expect(member.getByText('Waiting for the line')).toBeHidden({ timeout: 20_000 });
  await member.reload();
  await expect.poll(() => lines(member, 'stored but')).toEqual(['stored but not answered']);
});

test('a member joins a chatroom from the right column and talks there', async ({ person }) => {
  const newcomer = await person('newcomer@demo.test');
  await newcomer.goto('/chat');
  await awake(newcomer);
  await newcomer.getByRole('searchbox', { name: 'Search topics' }).fill('grief');
  await newcomer.getByRole('button', { name: 'Join Couch club' }).waitFor({ state: 'detached' });
  await newcomer.getByRole('button', { name: 'Join The quiet after' }).click();
  await newcomer.waitForURL(/\/chat\/[0-9a-f-]{36}/);
  await write(newcomer, 'room hello');
  await expect(newcomer.getByRole('log').getByText('room hello')).toBeVisible();
  await expect(newcomer.getByText('Joined').first()).toBeVisible();
});

test('earlier messages come when scrolling back', async ({ person }) => {
  const member = await person(MEMBER);
  await openWith(member, /Sam D\./);
  for (let number = 1; number <= 60; number += 1) {
    await write(member, `scroll ${number}`);
  }
  await expect(member.getByRole('log').getByText('scroll 60', { exact: true })).toBeVisible();
  await expect(member.getByText('Sending', { exact: true })).toBeHidden({ timeout: 20_000 });
  await member.reload();
  await awake(member);
  await expect(member.getByRole('log').getByText('scroll 60', { exact: true })).toBeVisible();
  await expect(member.getByRole('log').getByText('scroll 2', { exact: true })).toHaveCount(0);
  await member.getByRole('log').evaluate((log) => log.scrollTo(0, -log.scrollHeight));
  await expect(member.getByRole('log').getByText('scroll 2', { exact: true })).toHaveCount(1);
  const numbers = (await lines(member, 'scroll')).map((text) => Number(text.split(' ')[1]));
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
});

test('chat is sound in light and dark at every size', async ({ person }) => {
  const member = await person(MEMBER);
  for (const open of [false, true]) {
    await member.goto('/chat');
    if (open) {
      await openWith(member, /Sam D\./);
    }
    await sound(member, async () => {
      await expect(member.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(member.getByText('A peer is not a therapist').filter({ visible: true }).first()).toBeVisible();
    });
  }
});

test('on a phone the list and the conversation are screens of their own @phone', async ({ person }) => {
  const member = await person(MEMBER);
  await member.setViewportSize({ width: 390, height: 844 });
  await member.goto('/chat');
  await member.getByRole('heading', { name: 'Conversations' }).waitFor();
  await member.getByRole('link', { name: /Sam D\./ }).first().click();
  await expect(field(member)).toBeVisible();
  await expect(member.getByRole('heading', { name: 'Conversations' })).toBeHidden();
  await fits(member);
  await member.getByRole('link', { name: 'Back to conversations' }).click();
  await expect(member.getByRole('heading', { name: 'Conversations' })).toBeVisible();
});
