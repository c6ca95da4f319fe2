// Before and on the day: the door to the room, the password of a private meeting, leaving a line, one's own calendar.
import { awake, axe, expect, fits, test } from './house';
import { ahead, plan, soon } from './planning';

test('Join opens a quarter of an hour before the start and leads into the room, for those with a seat @phone', async ({ person, isMobile, guard }) => {
  const name = isMobile ? 'In Ten Minutes' : 'Ten Minutes From Now';
  const host = await person(isMobile ? 'wanda-p@demo.test' : 'trevor-b@demo.test');
  const meeting = await plan(host, { name, start: soon(10), zone: 'UTC' });
  await expect(host.getByRole('link', { name: `Join ${name}`, exact: true })).toBeVisible();

  const who = isMobile ? 'rainy-magpie' : 'hidden-quilt';
  const member = await person(`${who}@demo.test`);
  guard.expectStatus(404, /\/room$/);
  await member.goto(`${meeting}/room`);
  await expect(member.getByRole('heading', { name: 'We could not find that page' })).toBeVisible();
  await member.goto(meeting);
  await awake(member);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
  await fits(member);
  await member.goto('/my-meetings');
  await member.getByRole('link', { name: `Join ${name}`, exact: true }).click();
  await expect(member).toHaveURL(new RegExp(`${meeting}/room$`));
  await expect(member.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(member.getByText(/^Starts in \d+ minutes?$/)).toBeVisible();
  const comes = member.getByRole('region', { name: 'Who comes' });
  await expect(comes.getByText('1 with a seat')).toBeVisible();
  await expect(comes.getByRole('listitem').filter({ hasText: isMobile ? 'Wanda P.' : 'Trevor B.' }).getByText('Host', { exact: true })).toBeVisible();
  await expect(comes.getByRole('listitem').filter({ hasText: who }).getByText('Registered', { exact: true })).toBeVisible();
  await axe(member);
  await fits(member);
});

test('longer before the start there is no Join, and it says when there will be', async ({ person }) => {
  const host = await person('anna-s@demo.test');
  const meeting = await plan(host, { name: 'In Two Hours', start: soon(120), zone: 'UTC' });
  await expect(host.getByRole('main').getByText('You lead it', { exact: true })).toBeVisible();
  const member = await person('walking-turnip@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('Join shows here 15 minutes before the start.')).toBeVisible();
  await expect(member.getByRole('link', { name: /^Join / })).toHaveCount(0);
  await awake(member);
  await member.getByRole('link', { name: 'Cancel', exact: true }).click();
  const sure = member.getByRole('dialog', { name: 'Are you sure?' });
  await expect(sure).toBeVisible();
  await axe(member);
  await sure.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(sure).toBeHidden();
  await expect(member.getByRole('main').getByText('Registered', { exact: true })).toBeVisible();
});

test('a private meeting takes a seat for the right password alone', async ({ person, guard }) => {
  guard.expectStatus(422);
  const host = await person('irina-v@demo.test');
  const meeting = await plan(host, { name: 'Behind the Bookcase', start: ahead(9, '18:00'), password: 'marmalade' });
  const member = await person('western-pear@demo.test');
  await member.goto(meeting);
  await awake(member);
  await expect(member.getByRole('main').getByText('Password', { exact: true }).first()).toBeVisible();
  await member.getByLabel('Password', { exact: true }).fill('jam');
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('That is not the password of this meeting. Ask the host for it.').first()).toBeVisible();
  await axe(member);
  await member.getByLabel('Password', { exact: true }).fill('marmalade');
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
});

test('whoever waits in line can leave it, on the page and under On Waiting List', async ({ person }) => {
  const host = await person('liam-s@demo.test');
  const meeting = await plan(host, { name: 'The One Good Armchair', start: ahead(9, '18:00'), seats: '1', waitingList: true });
  const seated = await person('mellow-valley@demo.test');
  await seated.goto(meeting);
  await seated.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(seated.getByText('You are registered.')).toBeVisible();

  const waiting = await person('rainy-dove@demo.test');
  await waiting.goto(meeting);
  await awake(waiting);
  await waiting.getByRole('button', { name: 'Join Waiting List', exact: true }).click();
  await expect(waiting.getByText('You are number 1 in line.')).toBeVisible();
  await waiting.goto('/my-meetings?tab=waiting');
  await awake(waiting);
  const mine = waiting.getByRole('listitem').filter({ has: waiting.getByRole('heading', { name: 'The One Good Armchair' }) });
  await expect(mine.getByText('You are number 1 in line')).toBeVisible();
  await axe(waiting);
  await mine.getByRole('button', { name: 'Leave Waiting List', exact: true }).click();
  await expect(waiting.getByText('You are no longer on the waiting list.')).toBeVisible();
  await expect(waiting.getByRole('button', { name: 'Join Waiting List', exact: true })).toBeVisible();
  await waiting.goto('/my-meetings?tab=waiting');
  await expect(mine).toHaveCount(0);
});

test('a calendar program follows by a secret address, until a new one is made or it is taken away', async ({ person }) => {
  const host = await person('june-p@demo.test');
  const meeting = await plan(host, { name: 'Ink; Paper, and Time', start: ahead(9, '18:00') });
  const one = await host.request.get(`${meeting}.ics`);
  expect(one.headers()['content-type']).toContain('text/calendar');
  expect(await one.text()).toContain('SUMMARY:Ink\\; Paper\\, and Time');

  await host.goto('/my-meetings');
  await awake(host);
  const part = host.getByRole('region', { name: 'In your own calendar' });
  const told = part.getByRole('code');
  await part.getByRole('button', { name: 'Make an address', exact: true }).click();
  await expect(part.getByText('Copy this address now: it is not shown again')).toBeVisible();
  const first = await told.innerText();
  const feed = await host.request.get(first);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  expect(await feed.text()).toContain(`URL:${new URL(first).origin}${meeting}`.slice(0, 60));
  await axe(host);

  await part.getByRole('button', { name: 'Make a new address', exact: true }).click();
  await expect(told).not.toHaveText(first);
  const second = await told.innerText();
  expect((await host.request.get(first)).status()).toBe(404);
  expect((await host.request.get(second)).status()).toBe(200);
  await host.reload();
  await awake(host);
  await expect(told).toHaveCount(0);
  await part.getByRole('button', { name: 'Take the address away', exact: true }).click();
  await expect(part.getByRole('button', { name: 'Make an address', exact: true })).toBeVisible();
  expect((await host.request.get(second)).status()).toBe(404);
});
