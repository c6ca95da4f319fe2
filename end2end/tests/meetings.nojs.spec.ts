// Meetings without JavaScript: planning, registering, cancelling and taking a seat back are plain forms.
import { expect, test } from './house';
import { ahead, plan } from './planning';
import { linkTo } from './letters';

test('a host plans a meeting, a refused form keeps what was typed, and a member registers and cancels', async ({ person }) => {
  const host = await person('rosa-m@demo.test');
  await host.goto('/meetings/new');
  await host.getByLabel('Meeting Type').selectOption('grief');
  await host.getByLabel('Name', { exact: true }).fill('A Chair by the Door');
  await host.getByText('Group Meeting', { exact: true }).click();
  await host.getByLabel('Price to Join').fill('1');
  await host.getByLabel('Meeting Description').fill('Come in and sit down.');
  await host.getByLabel('Start Time').fill(ahead(9, '18:00'));
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Use 0 for free, or a price from 2.99 to 500.').first()).toBeVisible();
  await expect(host.getByLabel('Name', { exact: true })).toHaveValue('A Chair by the Door');
  await host.getByLabel('Price to Join').fill('0');
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Your meeting is planned.')).toBeVisible();
  const meeting = new URL(host.url()).pathname;

  const member = await person('honest-creek@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered. We wrote you a letter')).toBeVisible();
  await member.getByRole('link', { name: 'Cancel', exact: true }).click();
  await expect(member.getByRole('heading', { name: 'Are you sure?' })).toBeVisible();
  await member.getByRole('button', { name: 'Cancel my registration', exact: true }).click();
  await expect(member.getByText('Your registration is cancelled.')).toBeVisible();
});

test('a host takes a seat back after one more question, which can be left again', async ({ person }) => {
  const host = await person('rosa-m@demo.test');
  const meeting = await plan(host, { name: 'A Bench in the Hall', start: ahead(9, '16:00') });

  const member = await person('honest-creek@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('You are registered. We wrote you a letter')).toBeVisible();

  await host.goto(`${meeting}/people`);
  await host.getByRole('link', { name: 'Remove honest-creek', exact: true }).click();
  const question = host.getByRole('dialog', { name: 'Are you sure?' });
  await expect(question.getByText('honest-creek loses the seat')).toBeVisible();
  await question.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(question).toBeHidden();
  await host.getByRole('link', { name: 'Remove honest-creek', exact: true }).click();
  await question.getByRole('button', { name: 'Remove honest-creek', exact: true }).click();
  await expect(host.getByText('The seat is free again.')).toBeVisible();
  await expect(host.getByText('You took the seat back')).toBeVisible();
});

test('the next in line takes a seat by the link of a letter, without signing in, at a meeting with a password', async ({ page, person }) => {
  const host = await person('rosa-m@demo.test');
  await host.goto('/meetings/new');
  await host.getByLabel('Meeting Type').selectOption('grief');
  await host.getByLabel('Name', { exact: true }).fill('One Chair, Two People');
  await host.getByText('Group Meeting', { exact: true }).click();
  await host.getByLabel('Maximum Registrants').fill('1');
  await host.getByLabel('Meeting Description').fill('For the one who comes.');
  await host.getByLabel('Enable Waiting List').check();
  await host.getByRole('checkbox', { name: 'Private' }).check();
  await host.getByLabel('Password', { exact: true }).fill('lantern');
  await host.getByLabel('Start Time').fill(ahead(9, '20:00'));
  // Looking at the dates keeps what was typed, but no password.
  await host.getByRole('button', { name: 'Show the dates', exact: true }).click();
  await expect(host.getByText('One meeting', { exact: true })).toBeVisible();
  await expect(host.getByText('please type it again')).toBeVisible();
  await host.getByLabel('Password', { exact: true }).fill('lantern');
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Your meeting is planned.')).toBeVisible();
  const meeting = new URL(host.url()).pathname;

  const first = await person('bright-finch@demo.test');
  await first.goto(meeting);
  await first.getByLabel('Password', { exact: true }).fill('lantern');
  await first.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(first.getByText('You are registered.')).toBeVisible();
  const second = await person('amber-oak@demo.test');
  await second.goto(meeting);
  await second.getByLabel('Password', { exact: true }).fill('lantern');
  await second.getByRole('button', { name: 'Join Waiting List', exact: true }).click();
  await expect(second.getByText('You are number 1 in line.')).toBeVisible();
  await first.getByRole('link', { name: 'Cancel', exact: true }).click();
  await first.getByRole('button', { name: 'Cancel my registration', exact: true }).click();
  await expect(first.getByText('Your registration is cancelled.')).toBeVisible();

  await page.goto(await linkTo(page, 'amber-oak@demo.test', '/offers/'));
  await expect(page.getByText('One Chair, Two People')).toBeVisible();
  await page.getByRole('button', { name: 'Take the seat', exact: true }).click();
  await expect(page.getByText('The seat is yours.')).toBeVisible();
  await expect(page.getByRole('main').getByText('Registered', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in to see My Meetings', exact: true })).toBeVisible();
  await second.goto('/my-meetings');
  await expect(second.getByRole('heading', { name: 'One Chair, Two People' })).toBeVisible();
});
