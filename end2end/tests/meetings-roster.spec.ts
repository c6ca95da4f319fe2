// Who comes, for the host: inviting people one knows and by letter, writing to them, taking the list along, noting who came.
import { readFile } from 'node:fs/promises';
import { awake, axe, expect, fits, test } from './house';
import { linkTo } from './letters';
import { ahead, plan } from './planning';

test('a host invites somebody they know, writes to them, and takes the list along', async ({ person, guard }) => {
  const guest = await person('open-garden@demo.test');
  await guest.goto('/supporters/keisha-b');
  await awake(guest);
  await guest.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(guest.getByText('Connected', { exact: true })).toBeVisible();

  const host = await person('keisha-b@demo.test');
  const meeting = await plan(host, { name: 'Behind the Blue Curtain', start: ahead(9, '18:00'), exclusive: true });
  const stranger = await person('southern-lake@demo.test');
  guard.expectStatus(404, new RegExp(meeting));
  await stranger.goto(meeting);
  await expect(stranger.getByRole('heading', { name: 'We could not find that page' })).toBeVisible();

  await host.getByRole('link', { name: 'Participants', exact: true }).click();
  await expect(host.getByText('Nobody has registered yet')).toBeVisible();
  await awake(host);
  const invite = host.getByRole('region', { name: 'Invite' });
  await invite.getByLabel('open-garden', { exact: true }).check();
  await invite.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(host.getByText('They are invited, and we wrote to them.')).toBeVisible();
  await expect(invite.getByText('Invited or registered: open-garden.')).toBeVisible();

  await guest.goto('/notifications');
  await guest.getByRole('link', { name: 'Behind the Blue Curtain is a meeting you are invited to.' }).click();
  await expect(guest.getByText('By invitation', { exact: true })).toBeVisible();
  await guest.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(guest.getByText('You are registered.')).toBeVisible();

  await host.goto(`${meeting}/people`);
  await awake(host);
  const row = host.getByRole('listitem').filter({ hasText: 'open-garden' });
  await expect(row.getByText('Registered', { exact: true })).toBeVisible();
  await axe(host);
  await fits(host);
  const download = host.waitForEvent('download');
  await host.getByRole('link', { name: 'Take the list along (CSV)', exact: true }).click();
  const list = await download;
  expect(list.suggestedFilename()).toBe('participants.csv');
  const lines = (await readFile(await list.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toBe('Name,Status,Since,Payment');
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^"open-garden","Registered",".+",""$/)]);
  await row.getByRole('button', { name: 'Message open-garden', exact: true }).click();
  await host.waitForURL(/\/chat\/[0-9a-f-]{36}/);
  await expect(host.getByRole('textbox', { name: 'Write to open-garden' })).toBeVisible();
});

test('the link of a letter opens a meeting that is on no calendar, to the one who opens it', async ({ page, person }) => {
  const host = await person('dale-w@demo.test');
  const meeting = await plan(host, { name: 'The Green Door', start: ahead(9, '19:00'), exclusive: true });
  await host.goto(`${meeting}/people`);
  await awake(host);
  const invite = host.getByRole('region', { name: 'Invite' });
  await invite.getByLabel('By letter').fill('hidden-oar@demo.test');
  await invite.getByRole('button', { name: 'Send the letter', exact: true }).click();
  await expect(host.getByText('The letter is on its way.')).toBeVisible();

  const link = await linkTo(page, 'hidden-oar@demo.test', '/invitations/');
  const guest = await person('hidden-oar@demo.test');
  await guest.goto(link);
  await expect(guest.getByRole('heading', { level: 1, name: 'You are invited' })).toBeVisible();
  await axe(guest);
  await guest.getByRole('button', { name: 'Open the invitation', exact: true }).click();
  await expect(guest).toHaveURL(new RegExp(meeting));
  await guest.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(guest.getByText('You are registered.')).toBeVisible();

  // A seat is enough for the host to write, and for the one who was written to, to answer.
  await host.goto(`${meeting}/people`);
  await awake(host);
  await host.getByRole('button', { name: 'Message hidden-oar', exact: true }).click();
  await host.getByRole('textbox', { name: 'Write to hidden-oar' }).fill('The door sticks. Pull hard.');
  const stored = host.waitForResponse(/\/api\/send_message/);
  await host.getByRole('textbox', { name: 'Write to hidden-oar' }).press('Enter');
  await stored;
  await guest.goto(new URL(host.url()).pathname);
  await awake(guest);
  await expect(guest.getByRole('log').getByText('The door sticks. Pull hard.')).toBeVisible();
  await guest.getByRole('textbox', { name: 'Write to Dale' }).fill('I will.');
  await guest.getByRole('textbox', { name: 'Write to Dale' }).press('Enter');
  await expect(host.getByRole('log').getByText('I will.')).toBeVisible();
});

test('a host notes who came and who was missed, and may correct it @phone', async ({ person, isMobile }) => {
  const host = await person(isMobile ? 'colin-m@demo.test' : 'vince-d@demo.test');
  await host.goto('/my-meetings?tab=hosting&past=1');
  // Of so many, somebody came.
  await host.getByRole('link', { name: /^Participants: ([3-9]|\d\d)$/ }).first().click();
  await expect(host.getByRole('heading', { level: 1, name: 'Participants' })).toBeVisible();
  await awake(host);
  await fits(host);
  const people = host.getByRole('main').getByRole('listitem');
  const there = people.filter({ has: host.getByText('Attended', { exact: true }) }).filter({ has: host.getByRole('button', { name: /^Missed: / }) });
  const name = (await there.first().getByRole('paragraph').first().innerText()).trim();
  const row = people.filter({ hasText: name });
  await row.getByRole('button', { name: `Missed: ${name}`, exact: true }).click();
  await expect(row.getByText('Missed', { exact: true })).toBeVisible();
  await expect(row.getByRole('button', { name: `Missed: ${name}`, exact: true })).toHaveCount(0);
  await axe(host);
  await row.getByRole('button', { name: `Attended: ${name}`, exact: true }).click();
  await expect(row.getByRole('button', { name: `Missed: ${name}`, exact: true })).toBeVisible();
  await row.getByRole('button', { name: `Undo: ${name}`, exact: true }).click();
  await expect(row.getByText('Registered', { exact: true })).toBeVisible();
});
