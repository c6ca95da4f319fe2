// Reviews after meetings in a browser: written, answered, changed, hidden and shown again.
import { awake, axe, expect, fits, test } from './house';

test('whoever was at a meeting says how it was, the host answers, and staff hide it and show it again', async ({ person, guard }) => {
  const member = await person('member@demo.test');
  await member.goto('/my-meetings?tab=past');
  await member.getByRole('link', { name: 'Say how it was', exact: true }).first().click();
  await expect(member.getByRole('heading', { name: 'How was it?' })).toBeVisible();
  await awake(member);
  await axe(member);
  await fits(member);
  await member.getByRole('radio', { name: '4 of 5 stars' }).check();
  guard.expectStatus(422, /review_meeting/);
  await member.getByLabel('In your words').fill('Call me on 202 555 0143');
  await member.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(member.getByText('Leave out emails, phone numbers and links.').first()).toBeVisible();
  await member.getByLabel('In your words').fill('I came with a heavy week and left with a lighter one.');
  await member.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(member.getByText('Thank you. What you wrote stands')).toBeVisible();
  const meeting = new URL(member.url()).pathname;
  const profile = (await member.getByRole('list', { name: 'Led by' }).getByRole('link').first().getAttribute('href')) ?? '';

  const host = await person(`${profile.split('/').pop()}@demo.test`);
  await host.goto('/notifications');
  await host.getByRole('link', { name: /has a new review/ }).first().click();
  await expect(host.getByRole('heading', { name: 'What people say of it' })).toBeVisible();
  await awake(host);
  await host.locator('#reviews summary').first().click();
  await host.getByLabel('Your answer').first().fill('Thank you for coming.');
  await axe(host);
  await host.getByRole('button', { name: 'Send the answer' }).first().click();
  await expect(host.getByText('Your answer stands under the review, and whoever wrote it is told.')).toBeVisible();

  await member.goto('/notifications');
  await expect(member.getByText('has an answer to what you wrote about it.')).toBeVisible();
  await member.goto(profile);
  await expect(member.getByText('Thank you for coming.')).toBeVisible();

  const staff = await person('admin@demo.test');
  await staff.goto('/admin/reviews');
  await awake(staff);
  await axe(staff);
  await fits(staff);
  const row = staff.getByRole('listitem').filter({ hasText: 'left with a lighter one' });
  await row.locator('summary').click();
  await row.getByLabel('Why, for other staff').fill('To see that it goes');
  await row.getByRole('button', { name: 'Hide the review' }).click();
  await expect(staff.getByText('Hidden. Nobody reads it any more')).toBeVisible();
  await member.goto(profile);
  await expect(member.getByRole('heading', { name: 'Reviews' })).toBeVisible();
  await expect(member.getByText('left with a lighter one')).toHaveCount(0);
  await member.goto(meeting);
  await expect(member.getByText('have hidden your review.')).toBeVisible();
  await staff.goto('/admin/reviews?hidden=1');
  await awake(staff);
  await expect(row.getByText(/^Hidden by demo-admin on \d+ [A-Z][a-z]{2} \d{4}: To see that it goes$/)).toBeVisible();
  await row.getByRole('button', { name: 'Show it again' }).click();
  await expect(staff.getByText('Shown again.')).toBeVisible();
  await member.goto(profile);
  await expect(member.getByText('left with a lighter one')).toBeVisible();
});
