// The pages of meetings are sound in light and dark at every size, whoever looks at them and whatever has happened.
import { awake, expect, sound, test } from './house';
import { ahead, plan } from './planning';

test('the page of a meeting is sound for a visitor and for somebody with a seat', async ({ page, person }) => {
  const host = await person('hector-v@demo.test');
  const meeting = await plan(host, { name: 'Boots by the Stove', start: ahead(9, '18:00'), weeklyUntil: ahead(16, ''), waitingList: true });
  await page.goto(meeting);
  await awake(page);
  await sound(page);
  const member = await person('yellow-ember@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
  await awake(member);
  await sound(member);
});

test('the page of a meeting is sound for its host, and where it asks for a password and a code', async ({ person }) => {
  const host = await person('ruth-a@demo.test');
  const meeting = await plan(host, { name: 'Three Spoons', start: ahead(9, '18:00'), price: '7', password: 'cutlery' });
  await awake(host);
  await sound(host);
  const member = await person('olive-otter@demo.test');
  await member.goto(meeting);
  await awake(member);
  await member.getByText('I have a code', { exact: true }).click();
  await sound(member);
});

test('the empty form is sound', async ({ person }) => {
  const host = await person('shanice-d@demo.test');
  await host.goto('/meetings/new');
  await awake(host);
  await sound(host);
});

test('the form is sound with what it makes and what is wrong', async ({ person, guard }) => {
  guard.expectStatus(422);
  const host = await person('shanice-d@demo.test');
  await host.goto('/meetings/new');
  await awake(host);
  await host.getByLabel('Meeting Type').selectOption('work');
  await host.getByLabel('Name', { exact: true }).fill('After the Late Shift');
  await host.getByText('Group Meeting', { exact: true }).click();
  await host.getByLabel('Price to Join').fill('1');
  await host.getByLabel('Meeting Description').fill('An hour to put the day down.');
  await host.getByRole('checkbox', { name: 'Private' }).check();
  await host.getByLabel('Start Time').fill(ahead(9, '03:00'));
  await host.getByLabel('Recurrence').selectOption('weekly');
  await host.getByLabel('End Date').fill(ahead(30, '').slice(0, 10));
  await host.getByLabel('End Date').blur();
  await expect(host.getByRole('region', { name: 'What this makes' })).toContainText('4 meetings');
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Use 0 for free, or a price from 2.99 to 500.').first()).toBeVisible();
  await sound(host);
});

test('the form of one of a series is sound', async ({ person }) => {
  const host = await person('samira-a@demo.test');
  const meeting = await plan(host, { name: 'Lentils and Light', start: ahead(9, '18:00'), weeklyUntil: ahead(16, '') });
  await host.goto(`${meeting}/edit`);
  await awake(host);
  await host.getByText('All dates of the series', { exact: true }).first().click();
  await sound(host);
});

test('the question before a meeting is called off is sound', async ({ person }) => {
  const host = await person('samira-a@demo.test');
  const meeting = await plan(host, { name: 'Rice and Rest', start: ahead(10, '18:00'), weeklyUntil: ahead(17, '') });
  await host.goto(`${meeting}/edit`);
  await awake(host);
  await host.getByRole('link', { name: 'Cancel Meeting', exact: true }).click();
  await expect(host.getByRole('dialog', { name: 'Are you sure?' })).toBeVisible();
  await sound(host);
});

test('the list of participants is sound before a meeting', async ({ person }) => {
  const host = await person('leah-b@demo.test');
  const meeting = await plan(host, { name: 'Stones in a Jar', start: ahead(9, '18:00'), seats: '2' });
  const member = await person('violet-pepper@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
  await host.goto(`${meeting}/people`);
  await expect(host.getByRole('listitem').filter({ hasText: 'violet-pepper' })).toBeVisible();
  await awake(host);
  await sound(host);
});

test('the list of participants is sound once people came and were missed', async ({ person }) => {
  const host = await person('leah-b@demo.test');
  await host.goto('/my-meetings?tab=hosting&past=1');
  await host.getByRole('link', { name: /^Participants: ([3-9]|\d\d)$/ }).first().click();
  await expect(host.getByRole('button', { name: /^Missed: / }).first()).toBeVisible();
  await awake(host);
  await sound(host);
});

test('the checkout is sound while it is open, after a declined card, and once it is paid', async ({ person }) => {
  const host = await person('marisol-g@demo.test');
  const meeting = await plan(host, { name: 'Weather Report', start: ahead(9, '18:00'), price: '5' });
  const member = await person('umber-barn@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('Your seat is held until')).toBeVisible();
  await member.getByRole('button', { name: 'Decline the card', exact: true }).click();
  await expect(member.getByText('The card was declined.')).toBeVisible();
  await awake(member);
  await sound(member);
  await member.getByRole('button', { name: 'Pay $5', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();
  await awake(member);
  await sound(member);
});

test('the checkout is sound when it was left, and when somebody looks at it again', async ({ person }) => {
  const host = await person('brianna-c@demo.test');
  const meeting = await plan(host, { name: 'Toast on Purpose', start: ahead(9, '18:00'), price: '5' });
  const member = await person('foggy-apron@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('Your seat is held until')).toBeVisible();
  const checkout = new URL(member.url()).pathname;
  await member.getByRole('button', { name: 'Leave without paying', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You left the checkout' })).toBeVisible();
  await awake(member);
  await sound(member);
  await member.goto(checkout);
  await expect(member.getByText('This checkout has ended.')).toBeVisible();
  await awake(member);
  await sound(member);
});

for (const tab of ['upcoming', 'past', 'waiting', 'hosting', 'hosting&past=1']) {
  test(`My Meetings is sound: ${tab}`, async ({ person }) => {
    const host = await person('patrick-o@demo.test');
    await host.goto(`/my-meetings?tab=${tab}`);
    await awake(host);
    await sound(host);
  });
}

test('the room is sound, before the door opens and for the one who leads', async ({ person }) => {
  const host = await person('imani-r@demo.test');
  const meeting = await plan(host, { name: 'Candles for the Week', start: ahead(9, '18:00') });
  await host.goto(`${meeting}/room`);
  await expect(host.getByRole('heading', { name: 'Who comes' })).toBeVisible();
  await awake(host);
  await sound(host);
});
