// Meetings without JavaScript: registering, cancelling, planning and paying are plain forms.
import { expect, test } from './house';

function ahead(days: number, time: string): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
}

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
