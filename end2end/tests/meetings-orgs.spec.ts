// Meetings of an organization in a browser: hosts and co-hosts, conflicts, templates; a whole series at once; whose meetings.
import { awake, axe, expect, fits, test } from './house';
import { ahead } from './planning';

test('an owner plans a meeting for two others, who lead it with the same powers', async ({ person }) => {
  const owner = await person('walker-j@demo.test');
  await owner.goto('/organizations/evergreen-veterans/manage');
  await owner.getByRole('navigation', { name: 'Manage' }).getByRole('link', { name: 'Meetings', exact: true }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Meetings' })).toBeVisible();
  await axe(owner);
  await fits(owner);
  await owner.getByRole('link', { name: 'Create New Meeting' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Create a Meeting' })).toBeVisible();
  await awake(owner);
  await axe(owner);
  await fits(owner);
  await expect(owner.getByLabel('Meeting Type')).toHaveValue('trauma');
  await owner.getByLabel('Name', { exact: true }).fill('Boots Off');
  await owner.getByLabel('Meeting Description').fill('An hour without rank. Bring something warm to drink.');
  await owner.getByLabel('Who can see it').selectOption('organization');
  await owner.getByLabel('Host', { exact: true }).selectOption({ label: 'Walt H.' });
  await owner.getByLabel('Co-host', { exact: false }).first().selectOption({ label: 'Ray C.' });
  // Three in the morning lies in nobody's hours.
  await owner.getByLabel('Start Time').fill(ahead(11, '03:00'));
  await owner.getByLabel('Start Time').blur();
  await expect(owner.getByText('outside of the weekly hours that Walt H. offers')).toBeVisible();
  await expect(owner.getByText('outside of the weekly hours that Ray C. offers')).toBeVisible();
  await owner.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(owner.getByText('Your meeting is planned.')).toBeVisible();
  await expect(owner.getByRole('link', { name: 'Participants' })).toBeVisible();
  const meeting = new URL(owner.url()).pathname;

  for (const host of [await person('walt-h@demo.test'), await person('ray-c@demo.test')]) {
    await host.goto('/notifications');
    await expect(host.getByText('you are one of its hosts').first()).toBeVisible();
    await host.goto('/my-meetings?tab=hosting');
    await expect(host.getByRole('heading', { name: 'Boots Off' })).toBeVisible();
    await host.goto(`${meeting}/people`);
    await expect(host.getByRole('heading', { level: 1, name: 'Participants' })).toBeVisible();
    await host.goto(`${meeting}/edit`);
    await expect(host.getByLabel('Name', { exact: true })).toHaveValue('Boots Off');
    await expect(host.getByRole('heading', { name: 'Group Leaders' })).toBeVisible();
    await axe(host);
  }
});

test('somebody who does not run the organization finds no such page', async ({ person, guard }) => {
  guard.expectStatus(404);
  const member = await person('plain-otter@demo.test');
  await member.goto('/organizations/evergreen-veterans/manage/meetings');
  await expect(member.getByRole('heading', { name: 'We could not find that page' })).toBeVisible();
});

test('a template is written once and opens the form of a new meeting filled in', async ({ person, guard }) => {
  guard.expectStatus(422);
  const owner = await person('ada-m@demo.test');
  await owner.goto('/organizations/farther-shore/manage/templates');
  await axe(owner);
  await fits(owner);
  await owner.getByRole('link', { name: 'New Template' }).first().click();
  await expect(owner.getByRole('heading', { level: 1, name: 'New Template' })).toBeVisible();
  await awake(owner);
  await axe(owner);
  await fits(owner);
  await owner.getByLabel('Name of the template').fill('Evening tea');
  await owner.getByLabel('Name', { exact: true }).fill('Tea and No Advice');
  await owner.getByLabel('Meeting Description').fill('We listen. Nobody tells anybody what to do.');
  await owner.getByLabel('Price to Join').fill('1');
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText('Use 0 for free, or a price from 2.99 to 500.').first()).toBeVisible();
  await expect(owner.getByLabel('Name of the template')).toHaveValue('Evening tea');
  await owner.getByLabel('Price to Join').fill('0');
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText('The template is saved.')).toBeVisible();
  await owner.getByRole('link', { name: 'New Meeting from Template: Evening tea' }).click();
  await expect(owner.getByLabel('Name', { exact: true })).toHaveValue('Tea and No Advice');
  await awake(owner);
  await owner.getByLabel('Start Time').fill(ahead(12, '19:00'));
  await owner.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(owner.getByText('Your meeting is planned.')).toBeVisible();
  await owner.goto('/organizations/farther-shore/manage/meetings');
  await expect(owner.getByRole('heading', { name: 'Tea and No Advice' })).toBeVisible();
  await owner.goto('/organizations/farther-shore/manage/templates');
  await owner.getByRole('link', { name: 'Edit: Evening tea' }).click();
  await owner.getByText('Delete the template').first().click();
  await owner.getByRole('button', { name: 'Delete the template' }).click();
  await expect(owner.getByText('The template is deleted.')).toBeVisible();
});

test('a member takes a whole series and gives one date back', async ({ person }) => {
  const host = await person('olivia-h@demo.test');
  await host.goto('/meetings/new');
  await awake(host);
  await host.getByLabel('Meeting Type').selectOption('veterans');
  await host.getByLabel('Name', { exact: true }).fill('Four Saturdays');
  await host.getByText('Group Meeting', { exact: true }).click();
  await host.getByLabel('Meeting Description').fill('Four mornings, one after the other.');
  await host.getByLabel('Start Time').fill(ahead(8, '09:00'));
  await host.getByLabel('Recurrence').selectOption('weekly');
  await host.getByLabel('End Date').fill(ahead(29, '').slice(0, 10));
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Your meeting is planned.')).toBeVisible();
  const meeting = new URL(host.url()).pathname;

  const member = await person('kindly-owl@demo.test');
  await member.goto(meeting);
  await axe(member);
  await fits(member);
  await member.getByRole('button', { name: 'Register for all 4 dates' }).click();
  await expect(member.getByText('You are registered for the dates that had a seat for you.')).toBeVisible();
  const dates = member.getByRole('region', { name: 'Other dates' });
  await expect(dates.getByText('Registered', { exact: true })).toHaveCount(3);
  await axe(member);
  await dates.getByRole('link').nth(1).click();
  await expect(member).not.toHaveURL(new RegExp(meeting));
  await awake(member);
  await member.getByRole('link', { name: 'Cancel', exact: true }).click();
  await member.getByRole('button', { name: 'Cancel my registration', exact: true }).click();
  await expect(member.getByText('Your registration is cancelled.')).toBeVisible();
  await member.goto(meeting);
  await expect(member.getByRole('region', { name: 'Other dates' }).getByText('Registered', { exact: true })).toHaveCount(2);
});

test('a seat in a meeting of an organization comes with the subscription it takes, asked in the same step @phone', async ({ person, isMobile, guard }) => {
  guard.expectStatus(422);
  // This one is for some states: it asks where one lives.
  const admin = await person('curt-w@demo.test');
  await admin.goto('/organizations/great-lakes-peers/manage/meetings/new');
  await admin.getByLabel('Name', { exact: true }).fill(isMobile ? 'Lake Effect' : 'Lake View');
  await admin.getByLabel('Meeting Description').fill('Snow outside, tea inside.');
  await admin.getByLabel('Who can see it').selectOption('public');
  await admin.getByLabel('Host', { exact: true }).selectOption({ label: 'Tyrell J.' });
  await admin.getByLabel('Start Time').fill(ahead(9, '18:00'));
  await admin.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(admin.getByText('Your meeting is planned.')).toBeVisible();

  const member = await person(isMobile ? 'amber-jacket@demo.test' : 'calm-kettle@demo.test');
  await member.goto(new URL(admin.url()).pathname);
  await expect(member.getByText('It is for subscribers of Great Lakes Peer Network.')).toBeVisible();
  await axe(member);
  await fits(member);
  await member.getByLabel('The state you live in').selectOption({ label: 'Texas' });
  await member.getByRole('button', { name: 'Subscribe and register', exact: true }).click();
  await expect(member.getByText('You can still read here').first()).toBeVisible();
  await member.getByLabel('The state you live in').selectOption({ label: 'Ohio' });
  await member.getByRole('button', { name: 'Subscribe and register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
  await member.goto('/organizations/great-lakes-peers');
  await expect(member.getByText('Subscribed', { exact: true })).toBeVisible();
});

test('the calendar is narrowed to a host, by a link that says so and a way out @phone', async ({ page }) => {
  await page.goto('/supporters/gus-r');
  await page.getByRole('link', { name: 'All meetings', exact: true }).click();
  await expect(page).toHaveURL(/\/meetings\?host=gus-r/);
  await expect(page.getByText('Hosted by Gus R.')).toBeVisible();
  await axe(page);
  await fits(page);
  await page.getByRole('link', { name: 'Show all, not only those of Gus R.' }).click();
  await expect(page).toHaveURL(/\/meetings$/);
  await page.goto('/meetings?org=evergreen-veterans');
  await expect(page.getByText('Meetings of Evergreen', { exact: false })).toBeVisible();
});
