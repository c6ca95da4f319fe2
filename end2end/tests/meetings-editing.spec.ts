// A host changes what is planned: a new time, more of a series, calling off. Whoever has a seat reads of it.
import { awake, axe, expect, fits, test } from './house';
import { ahead, plan } from './planning';

test('a new time reaches whoever has a seat, by a notice and a letter', async ({ page, person }) => {
  const host = await person('emeka-u@demo.test');
  const meeting = await plan(host, { name: 'Kettle and Kin', start: ahead(9, '18:00') });
  const member = await person('rainy-bramble@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
  // In their own zone, and where that is another one, in the host's too.
  await expect(member.getByText(/\b6:00 pm/).first()).toBeVisible();

  await host.goto(meeting);
  await host.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(host.getByRole('heading', { level: 1, name: 'Update Meeting' })).toBeVisible();
  await awake(host);
  await host.getByLabel('Start Time').fill(ahead(9, '19:30'));
  await host.getByLabel('Start Time').blur();
  await expect(host.getByRole('region', { name: 'What this makes' })).toContainText('7:30 pm');
  await host.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(host.getByText('Saved. Whoever has a seat is told of a new time.')).toBeVisible();
  await expect(host.getByText('7:30 pm to 8:30 pm')).toBeVisible();

  await member.goto('/notifications');
  await member.getByRole('link', { name: 'Kettle and Kin has a new time. Please check that it still suits you.' }).click();
  await expect(member).toHaveURL(new RegExp(meeting));
  await expect(member.getByText(/\b7:30 pm/).first()).toBeVisible();
  await expect(member.getByRole('main').getByText('Registered', { exact: true })).toBeVisible();
  const letter = page.getByRole('listitem').filter({ hasText: 'To rainy-bramble@demo.test' });
  await expect(async () => {
    await page.goto('/sandbox/mail');
    await expect(letter.filter({ hasText: 'A meeting of yours has a new time' })).toContainText(/The time has changed\. It was .*7:30 pm/s, { timeout: 1_000 });
  }).toPass();
});

test('one date and the following move to another hour, those before stay, and one alone is called off', async ({ person }) => {
  const host = await person('deborah-l@demo.test');
  const first = await plan(host, { name: 'Sweeping the Porch', start: ahead(8, '18:00'), weeklyUntil: ahead(29, '') });
  const dates = host.getByRole('region', { name: 'Other dates' });
  await expect(dates.getByRole('link', { name: '6:00 pm' })).toHaveCount(3);
  await dates.getByRole('link').nth(0).click();
  await expect(host).not.toHaveURL(new RegExp(first));
  const second = new URL(host.url()).pathname;
  await host.getByRole('link', { name: 'Edit', exact: true }).click();
  await awake(host);
  const which = host.getByRole('group', { name: 'This meeting is one of a series' }).first();
  await which.getByText('All dates of the series', { exact: true }).click();
  await expect(which.getByRole('listitem')).toHaveCount(4);
  await host.getByLabel('Start Time').fill(ahead(15, '20:00'));
  await which.getByLabel('This one and the following').check();
  await host.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(host.getByText('Saved.')).toBeVisible();
  await expect(host.getByText('8:00 pm to 9:00 pm')).toBeVisible();
  await expect(dates.getByRole('link', { name: '6:00 pm' })).toHaveCount(1);
  await expect(dates.getByRole('link', { name: '8:00 pm' })).toHaveCount(2);

  await host.getByRole('link', { name: 'Edit', exact: true }).click();
  await awake(host);
  await host.getByRole('link', { name: 'Cancel Meeting', exact: true }).click();
  const sure = host.getByRole('dialog', { name: 'Are you sure?' });
  await expect(sure.getByLabel('This one only')).toBeChecked();
  await axe(host);
  await sure.getByRole('button', { name: 'Cancel Meeting', exact: true }).click();
  await expect(host.getByText('Cancelled. Everybody on the roster is told, and whoever paid is refunded.')).toBeVisible();
  await host.goto(first);
  await expect(host.getByText('6:00 pm to 7:00 pm')).toBeVisible();
  await expect(dates.getByRole('link', { name: '8:00 pm' })).toHaveCount(2);
  await expect(dates.getByRole('link')).toHaveCount(2);
  await host.goto(second);
  await expect(host.getByRole('main').getByText('Cancelled', { exact: true })).toBeVisible();
});

test('a meeting that is called off is told with the reason, and what was paid goes back @phone', async ({ page, person, isMobile }) => {
  const name = isMobile ? 'The Narrow Bench' : 'The Long Bench';
  const host = await person(isMobile ? 'thuy-n@demo.test' : 'ben-g@demo.test');
  const meeting = await plan(host, { name, start: ahead(10, '18:00'), price: '6' });
  const who = isMobile ? 'gentle-ferry' : 'foggy-pine';
  const member = await person(`${who}@demo.test`);
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await member.getByRole('button', { name: 'Pay $6', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();

  await host.goto(`${meeting}/edit`);
  await awake(host);
  await fits(host);
  await host.getByRole('link', { name: 'Cancel Meeting', exact: true }).click();
  const sure = host.getByRole('dialog', { name: 'Are you sure?' });
  await sure.getByLabel('A word to those who wanted to come').fill('The heating is broken. I am sorry.');
  await axe(host);
  await sure.getByRole('button', { name: 'Cancel Meeting', exact: true }).click();
  await expect(host.getByText('Cancelled. Everybody on the roster is told, and whoever paid is refunded.')).toBeVisible();

  await member.goto('/notifications');
  await member.getByRole('link', { name: `${name} was cancelled. If you paid, your money is on its way back.` }).click();
  await expect(member.getByRole('main').getByText('Cancelled', { exact: true })).toBeVisible();
  await fits(member);
  await member.goto('/my-meetings?tab=past');
  const mine = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name }) });
  await expect(mine.getByText('The host cancelled')).toBeVisible();
  await expect(mine.getByText(/^\$6 (is on its way back|was paid back)$/)).toBeVisible();
  const letter = page.getByRole('listitem').filter({ hasText: `To ${who}@demo.test` });
  await expect(async () => {
    await page.goto('/sandbox/mail');
    const told = letter.filter({ hasText: 'A meeting of yours was cancelled' });
    await expect(told).toContainText('What you paid is on its way back to you.', { timeout: 1_000 });
    await expect(told).toContainText('The heating is broken. I am sorry.', { timeout: 1_000 });
  }).toPass();
});
