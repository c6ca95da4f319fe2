// Paying for a seat without JavaScript: found in the calendar, paid in the sandbox, declined, left, come back to, and refunded.
import { expect, test } from './house';
import { ahead, plan } from './planning';

test('a member finds a paid group, pays for it, sees it in My Meetings, cancels and is refunded', async ({ page, person }) => {
  const host = await person('lucy-f@demo.test');
  const meeting = await plan(host, { name: 'Rain on the Skylight', start: ahead(9, '18:00'), price: '5' });

  const member = await person('spring-mitten@demo.test');
  await member.goto('/meetings');
  await member.getByRole('search', { name: 'Find a meeting' }).getByLabel('Search').fill('Rain on the Skylight');
  await member.getByRole('button', { name: 'Show meetings', exact: true }).click();
  const tile = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name: 'Rain on the Skylight' }) });
  await expect(tile.getByText('$5', { exact: true })).toBeVisible();
  await tile.getByRole('link', { name: 'Register for Rain on the Skylight', exact: true }).click();
  await expect(member).toHaveURL(new RegExp(`${meeting}$`));
  await expect(member.getByText('Cancel more than 24 hours before, and everything is paid back.')).toBeVisible();
  await member.getByRole('button', { name: 'Register', exact: true }).click();

  await expect(member.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  await expect(member.getByText('Your seat is held until')).toBeVisible();
  const checkout = new URL(member.url()).pathname;
  await member.getByRole('button', { name: 'Pay $5', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();
  await member.getByRole('main').getByRole('link', { name: 'My Meetings', exact: true }).click();
  const mine = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name: 'Rain on the Skylight' }) });
  await expect(mine.getByText('Paid $5')).toBeVisible();

  await mine.getByRole('link', { name: 'Cancel', exact: true }).click();
  await expect(member.getByRole('heading', { name: 'Are you sure?' })).toBeVisible();
  await expect(member.getByText('cancelling is free, and what you paid comes back.')).toBeVisible();
  await member.getByRole('button', { name: 'Cancel my registration', exact: true }).click();
  await expect(member.getByText('Your registration is cancelled, and your money is on its way back.')).toBeVisible();
  await member.goto(checkout);
  await expect(member.getByText(/^\$5 (is on its way back|was paid back)$/)).toBeVisible();
  await expect(member.getByRole('button', { name: 'Pay $5' })).toHaveCount(0);
  await member.goto('/my-meetings?tab=past');
  await expect(mine.getByText('You gave your seat back')).toBeVisible();
  await expect(mine.getByText(/^\$5 (is on its way back|was paid back)$/)).toBeVisible();

  await host.goto(`${meeting}/people`);
  await expect(host.getByRole('listitem').filter({ hasText: 'spring-mitten' }).getByText('Gave the seat back')).toBeVisible();
  const letter = page.getByRole('listitem').filter({ hasText: 'To spring-mitten@demo.test' });
  await expect(async () => {
    await page.goto('/sandbox/mail');
    await expect(letter.filter({ hasText: 'This is your receipt: $5 for one seat.' })).toBeVisible({ timeout: 1_000 });
    await expect(letter.filter({ hasText: '$5 is on its way back to you.' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test('after a declined card the seat is still held, and whoever wanders off comes back to it and pays', async ({ person }) => {
  const host = await person('noor-s@demo.test');
  const meeting = await plan(host, { name: 'A Coat on the Hook', start: ahead(9, '11:00'), price: '4.50', seats: '1' });

  const member = await person('mellow-saddle@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await member.getByRole('button', { name: 'Decline the card', exact: true }).click();
  await expect(member.getByText('The card was declined. Nothing was charged, and your seat is still held.')).toBeVisible();

  const other = await person('hazel-pine@demo.test');
  await other.goto(meeting);
  await expect(other.getByText('All seats are taken.')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Register', exact: true })).toHaveCount(0);

  await member.goto('/my-meetings');
  const mine = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name: 'A Coat on the Hook' }) });
  await mine.getByRole('link', { name: 'Pay', exact: true }).click();
  await expect(member.getByText('Your seat is held until')).toBeVisible();
  await member.getByRole('button', { name: 'Pay $4.50', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();
  await member.getByRole('link', { name: 'See the meeting', exact: true }).click();
  await expect(member.getByRole('main').getByText('Registered', { exact: true })).toBeVisible();
  await expect(member.getByText('Paid $4.50')).toBeVisible();
});

test('who leaves the checkout gives the seat to others, pays nothing, and may begin again', async ({ person }) => {
  const host = await person('noor-s@demo.test');
  const meeting = await plan(host, { name: 'Two Chairs at Noon', start: ahead(10, '12:00'), price: '3', seats: '1' });

  const member = await person('pebble-moth@demo.test');
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  const checkout = new URL(member.url()).pathname;
  await member.getByRole('button', { name: 'Leave without paying', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You left the checkout' })).toBeVisible();
  await expect(member.getByText('Nothing was charged, and the seat is free for others.')).toBeVisible();
  await expect(member.getByRole('link', { name: 'Pay now' })).toHaveCount(0);
  await member.goto(checkout);
  await expect(member.getByText('This checkout has ended. Nothing was charged. Start again from the meeting.')).toBeVisible();

  await member.getByRole('link', { name: 'Back to the meeting', exact: true }).click();
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member).not.toHaveURL(new RegExp(checkout));
  await member.getByRole('button', { name: 'Pay $3', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();
});
