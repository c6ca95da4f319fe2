// Paying for a seat in a browser, also on a phone; and what a coupon takes off.
import { awake, axe, expect, fits, test } from './house';
import { ahead, plan } from './planning';

test('a member finds a paid group, pays for it, sees it in My Meetings, cancels and is refunded @phone', async ({ person, isMobile }) => {
  const name = isMobile ? 'Lights Along the River' : 'Lights Along the Canal';
  const host = await person(isMobile ? 'bea-t@demo.test' : 'omar-f@demo.test');
  const meeting = await plan(host, { name, start: ahead(11, '18:00'), price: '5' });
  await fits(host);

  const member = await person(isMobile ? 'winter-leaf@demo.test' : 'foggy-drum@demo.test');
  await member.goto('/meetings');
  await awake(member);
  if (isMobile) {
    await member.getByText('Filters', { exact: true }).click();
  }
  await member.getByRole('search', { name: 'Find a meeting' }).getByLabel('Search').fill(name);
  await member.getByRole('button', { name: 'Show meetings', exact: true }).click();
  const tile = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name }) });
  await expect(tile.getByText('$5', { exact: true })).toBeVisible();
  await fits(member);
  await tile.getByRole('link', { name: `Register for ${name}`, exact: true }).click();
  await expect(member).toHaveURL(new RegExp(`${meeting}$`));
  await fits(member);
  await member.getByRole('button', { name: 'Register', exact: true }).click();

  await expect(member.getByText('Your seat is held until')).toBeVisible();
  await fits(member);
  await member.getByRole('button', { name: 'Decline the card', exact: true }).click();
  await expect(member.getByText('The card was declined. Nothing was charged, and your seat is still held.')).toBeVisible();
  await member.getByRole('button', { name: 'Pay $5', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();
  await fits(member);
  await member.getByRole('main').getByRole('link', { name: 'My Meetings', exact: true }).click();
  const mine = member.getByRole('listitem').filter({ has: member.getByRole('heading', { name }) });
  await expect(mine.getByText('Paid $5')).toBeVisible();
  await fits(member);

  await mine.getByRole('link', { name: 'Cancel', exact: true }).click();
  const sure = member.getByRole('dialog', { name: 'Are you sure?' });
  await expect(sure.getByText('cancelling is free, and what you paid comes back.')).toBeVisible();
  await axe(member);
  await sure.getByRole('button', { name: 'Cancel my registration', exact: true }).click();
  await expect(member.getByText('Your registration is cancelled, and your money is on its way back.')).toBeVisible();
  await member.goto('/my-meetings?tab=past');
  await expect(mine.getByText(/^\$5 (is on its way back|was paid back)$/)).toBeVisible();
  await fits(member);
});

test('a coupon of the host takes its part off the price, and a wrong code says so', async ({ person, guard }) => {
  guard.expectStatus(422);
  const host = await person('curtis-f@demo.test');
  await host.goto('/supporter/earnings');
  await awake(host);
  const coupons = host.getByRole('region', { name: 'Coupons' });
  await coupons.getByLabel('Code', { exact: true }).fill('skylight 20');
  await coupons.getByLabel('Kind', { exact: true }).selectOption('percent');
  await coupons.getByLabel('How much off').fill('20');
  await coupons.getByLabel('How often it can be used').fill('3');
  await coupons.getByLabel('Last day').fill(ahead(30, '').slice(0, 10));
  await coupons.getByRole('button', { name: 'Make a coupon', exact: true }).click();
  const made = coupons.getByRole('listitem').filter({ hasText: 'SKYLIGHT20' });
  await expect(made).toContainText('20 % off · used 0 of 3 times');
  const meeting = await plan(host, { name: 'Under the Skylight', start: ahead(12, '17:30'), price: '10' });

  const member = await person('hazel-tide@demo.test');
  await member.goto(meeting);
  await awake(member);
  await member.getByText('I have a code', { exact: true }).click();
  await member.getByLabel('Code', { exact: false }).fill('SKYLIGHT90');
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member.getByText('This code does not work for this meeting, or it is used up.').first()).toBeVisible();
  await member.getByLabel('Code', { exact: false }).fill('skylight20');
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member).toHaveURL(/\/checkout\//);
  await expect(member.getByText('$2 off by your code')).toBeVisible();
  await member.getByRole('button', { name: 'Pay $8', exact: true }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'You are registered' })).toBeVisible();

  await host.goto('/supporter/earnings');
  await expect(made).toContainText('used 1 of 3 times');
  const payment = host.getByRole('row').filter({ hasText: 'Under the Skylight' });
  await expect(payment.getByRole('cell', { name: '$8', exact: true })).toBeVisible();
  await expect(payment.getByRole('cell', { name: '$2', exact: true })).toBeVisible();
  await awake(host);
  await made.getByRole('button', { name: 'End SKYLIGHT20', exact: true }).click();
  await expect(made.getByText('Ended', { exact: true })).toBeVisible();
});
