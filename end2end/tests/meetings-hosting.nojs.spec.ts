// Leading a meeting without JavaScript: a new time, calling off, inviting, noting who came, and the day itself are plain forms and links.
import { expect, test } from './house';
import { ahead, plan, soon } from './planning';

test('a host looks at the new dates, moves a meeting and calls it off, and the member reads of both', async ({ person }) => {
  const host = await person('carmen-o@demo.test');
  const meeting = await plan(host, { name: 'Half a Loaf', start: ahead(9, '18:00'), price: '4' });
  const member = await person('golden-magpie@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await member.getByRole('button', { name: 'Pay $4', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();

  await host.getByRole('link', { name: 'Edit', exact: true }).click();
  await host.getByLabel('Start Time').fill(ahead(9, '20:15'));
  await host.getByRole('button', { name: 'Show the dates', exact: true }).click();
  await expect(host.getByRole('region', { name: 'What this makes' })).toContainText('8:15 pm');
  await expect(host.getByLabel('Start Time')).toHaveValue(ahead(9, '20:15'));
  await host.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(host.getByText('Saved. Whoever has a seat is told of a new time.')).toBeVisible();
  await member.goto('/notifications');
  await member.getByRole('link', { name: 'Half a Loaf has a new time. Please check that it still suits you.' }).click();
  await expect(member.getByText('8:15 pm to 9:15 pm')).toBeVisible();

  await host.getByRole('link', { name: 'Edit', exact: true }).click();
  await host.getByRole('link', { name: 'Cancel Meeting', exact: true }).click();
  const sure = host.getByRole('dialog', { name: 'Are you sure?' });
  await sure.getByLabel('A word to those who wanted to come').fill('I have a fever.');
  await sure.getByRole('button', { name: 'Cancel Meeting', exact: true }).click();
  await expect(host.getByText('Cancelled. Everybody on the roster is told, and whoever paid is refunded.')).toBeVisible();
  await member.goto('/notifications');
  await expect(member.getByRole('link', { name: 'Half a Loaf was cancelled.' })).toBeVisible();
  await member.goto('/my-meetings?tab=past');
  const mine = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name: 'Half a Loaf' }) });
  await expect(mine.getByText(/^\$4 (is on its way back|was paid back)$/)).toBeVisible();
});

test('a host invites somebody they know and writes to them', async ({ person }) => {
  const guest = await person('fern-clover@demo.test');
  await guest.goto('/supporters/terrence-w');
  await guest.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(guest.getByText('Connected', { exact: true })).toBeVisible();
  const host = await person('terrence-w@demo.test');
  const meeting = await plan(host, { name: 'No Uniforms', start: ahead(9, '18:00'), exclusive: true });
  await host.goto(`${meeting}/people`);
  await host.getByLabel('fern-clover', { exact: true }).check();
  await host.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(host.getByText('They are invited, and we wrote to them.')).toBeVisible();
  await guest.goto('/notifications');
  await guest.getByRole('link', { name: 'No Uniforms is a meeting you are invited to.' }).click();
  await guest.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(guest.getByText('You are registered.')).toBeVisible();
  await host.goto(`${meeting}/people`);
  await host.getByRole('button', { name: 'Message fern-clover', exact: true }).click();
  await host.waitForURL(/\/chat\/[0-9a-f-]{36}/);
});

test('a host notes who was missed, and may correct it', async ({ person }) => {
  const host = await person('jonah-l@demo.test');
  await host.goto('/my-meetings?tab=hosting&past=1');
  // Of so many, somebody came.
  await host.getByRole('link', { name: /^Participants: ([3-9]|\d\d)$/ }).first().click();
  const missed = host.getByRole('button', { name: /^Missed: / }).first();
  const name = ((await missed.getAttribute('aria-label')) ?? '').replace('Missed: ', '');
  const row = host.getByRole('main').getByRole('listitem').filter({ hasText: name });
  await missed.click();
  await expect(row.getByText('Missed', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: `Attended: ${name}`, exact: true }).click();
  await expect(row.getByRole('button', { name: `Missed: ${name}`, exact: true })).toBeVisible();
});

test('shortly before the start, Join leads into the room', async ({ person }) => {
  const host = await person('roberto-q@demo.test');
  const meeting = await plan(host, { name: 'Shoes Off in Ten', start: soon(10), zone: 'UTC' });
  const member = await person('tender-cup@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await member.getByRole('link', { name: 'Join Shoes Off in Ten', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'Shoes Off in Ten' })).toBeVisible();
  await expect(member.getByRole('region', { name: 'Who comes' }).getByText('tender-cup')).toBeVisible();
});

test('the secret address of a calendar is told once, works, and is taken away', async ({ person }) => {
  const member = await person('mossy-gate@demo.test');
  await member.goto('/my-meetings');
  const part = member.getByRole('region', { name: 'In your own calendar' });
  await part.getByRole('button', { name: 'Make an address', exact: true }).click();
  const told = part.getByRole('code');
  const address = await told.innerText();
  const feed = await member.request.get(address);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  expect(await feed.text()).toContain('BEGIN:VCALENDAR');
  await member.goto('/my-meetings');
  await expect(told).toHaveCount(0);
  await part.getByRole('button', { name: 'Take the address away', exact: true }).click();
  await expect(part.getByRole('button', { name: 'Make an address', exact: true })).toBeVisible();
  expect((await member.request.get(address)).status()).toBe(404);
});
