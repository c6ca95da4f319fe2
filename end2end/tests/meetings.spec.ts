// Meetings in a browser: found, registered for, paid, cancelled, waited for; planned by a host.
import { awake, axe, expect, fits, test } from './house';
import { ahead } from './planning';

test('the calendar is found by day and by month, and filters stay in the address @phone', async ({ page }) => {
  await page.goto('/meetings');
  await expect(page.getByRole('heading', { level: 1, name: 'Meetings' })).toBeVisible();
  await expect(page.getByText('Times are in Eastern time').first()).toBeVisible();
  await axe(page);
  await fits(page);
  await page.goto('/meetings?free=1&topic=grief');
  await expect(page.getByText('Free', { exact: true }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Month', exact: true }).click();
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
  await expect(page.getByRole('table')).toBeVisible();
  await fits(page);
  await axe(page);
});

test('the dates follow the form as it stands, also when the answer to an older form comes late', async ({ person }) => {
  const host = await person('supporter@demo.test');
  await host.goto('/meetings/new');
  await awake(host);
  const [first, newer] = [ahead(12, '18:00'), ahead(12, '19:00')];
  const hour = (time: string) => time.split(':')[0] ?? time;
  const answered = host.waitForResponse((answer) => answer.request().postData()?.includes(hour(newer)) ?? false);
  const late = new Promise<void>((arrived) =>
    host.route('**/api/preview_meeting*', async (route) => {
      const older = route.request().postData()?.includes(hour(first));
      if (!older) return route.continue();
      const answer = await route.fetch();
      await (await answered).finished();
      await route.fulfill({ response: answer });
      arrived();
    }),
  );
  await host.getByLabel('Start Time').fill(first);
  await host.getByLabel('Start Time').fill(newer);
  await late;
  // The page has drawn what it makes of it.
  await host.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const made = host.getByRole('region', { name: 'What this makes' });
  await expect(made).toContainText('7:00 pm');
  await expect(made).not.toContainText('6:00 pm');
});

test('a host plans a paid series, a member pays in the sandbox and cancels, and the next in line takes the seat', async ({ person }) => {
  const host = await person('supporter@demo.test');
  await host.goto('/meetings/new');
  await awake(host);
  await axe(host);
  await host.getByLabel('Meeting Type').selectOption('grief');
  await host.getByLabel('Name', { exact: true }).fill('Thursday by the Window');
  await host.getByText('Group Meeting', { exact: true }).click();
  await host.getByLabel('Maximum Registrants').fill('1');
  await host.getByLabel('Price to Join').fill('5');
  await host.getByLabel('Meeting Description').fill('We look at the week behind us and the one ahead.');
  await host.getByLabel('Enable Waiting List').check();
  await host.getByLabel('Start Time').fill(ahead(10, '18:00'));
  await host.getByLabel('Recurrence').selectOption('weekly');
  await host.getByLabel('End Date').fill(ahead(24, '').slice(0, 10));
  await host.getByLabel('End Date').blur();
  await expect(host.getByText('From $5 you receive $3.95')).toBeVisible();
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Your meeting is planned.')).toBeVisible();
  await expect(host.getByRole('heading', { name: 'Other dates' })).toBeVisible();
  const meeting = new URL(host.url()).pathname;

  const member = await person('newcomer@demo.test');
  await member.goto(meeting);
  await axe(member);
  await member.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(member).toHaveURL(/\/checkout\//);
  await axe(member);
  await member.getByRole('button', { name: 'Pay $5', exact: true }).click();
  await expect(member.getByRole('heading', { name: 'You are registered' })).toBeVisible();
  await member.goto('/my-meetings');
  await expect(member.getByRole('heading', { name: 'Thursday by the Window' })).toBeVisible();
  await expect(member.getByText('Paid $5')).toBeVisible();
  await axe(member);

  const next = await person('ivory-brook@demo.test');
  await next.goto(meeting);
  await next.getByRole('button', { name: 'Join Waiting List', exact: true }).click();
  await expect(next.getByText('Added to the waiting list.')).toBeVisible();
  await expect(next.getByText('You are number 1 in line.')).toBeVisible();

  await member.goto(meeting);
  await awake(member);
  await member.getByRole('link', { name: 'Cancel', exact: true }).click();
  await expect(member.getByRole('heading', { name: 'Are you sure?' })).toBeVisible();
  await member.getByRole('button', { name: 'Cancel my registration', exact: true }).click();
  await expect(member.getByText('your money is on its way back.')).toBeVisible();

  await next.goto('/my-meetings');
  await expect(next.getByRole('heading', { name: 'A seat is free for you' })).toBeVisible();
  await axe(next);
  await next.getByRole('main').getByRole('link', { name: 'A seat is free', exact: true }).click();
  await next.getByRole('button', { name: 'Take the seat and pay', exact: true }).click();
  await next.getByRole('button', { name: 'Pay $5', exact: true }).click();
  await expect(next.getByRole('heading', { name: 'You are registered' })).toBeVisible();

  await host.goto(`${meeting}/people`);
  await expect(host.getByText('ivory-brook').first()).toBeVisible();
  await axe(host);
  await awake(host);
  await host.getByRole('link', { name: 'Remove ivory-brook', exact: true }).click();
  const question = host.getByRole('dialog', { name: 'Are you sure?' });
  await expect(question.getByText('What they paid is given back.')).toBeVisible();
  await axe(host);
  await question.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(question).toBeHidden();
  await host.getByRole('link', { name: 'Remove ivory-brook', exact: true }).click();
  await question.getByRole('button', { name: 'Remove ivory-brook', exact: true }).click();
  await expect(host.getByText('The seat is free again.')).toBeVisible();
});
