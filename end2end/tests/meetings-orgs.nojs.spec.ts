// Meetings of an organization without JavaScript: planning, templates and a whole series are plain forms.
import { expect, test } from './house';
import { ahead } from './planning';

test('an owner plans a series with a co-host, a refused form keeps what was chosen, and a member takes all dates', async ({ person }) => {
  const owner = await person('teo-v@demo.test');
  await owner.goto('/organizations/lantern-street/manage/meetings');
  await owner.getByRole('link', { name: 'Create New Meeting' }).click();
  await owner.getByLabel('Name', { exact: true }).fill('Lamp On');
  await owner.getByLabel('Meeting Description').fill('Come in, the lamp is on.');
  await owner.getByLabel('Price to Join').fill('1');
  await owner.getByLabel('Host', { exact: true }).selectOption({ label: 'Alex N.' });
  await owner.getByLabel('Second co-host').selectOption({ label: 'Teo-V' });
  await owner.getByLabel('Start Time').fill(ahead(9, '18:00'));
  await owner.getByLabel('Recurrence').selectOption('weekly');
  await owner.getByLabel('End Date').fill(ahead(23, '').slice(0, 10));
  await owner.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(owner.getByText('Use 0 for free, or a price from 2.99 to 500.').first()).toBeVisible();
  await expect(owner.getByLabel('Name', { exact: true })).toHaveValue('Lamp On');
  await expect(owner.getByLabel('Host', { exact: true }).locator('option:checked')).toHaveText('Alex N.');
  await owner.getByLabel('Price to Join').fill('0');
  await owner.getByRole('button', { name: 'Show the dates' }).click();
  await expect(owner.getByRole('heading', { name: '3 meetings' })).toBeVisible();
  await owner.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(owner.getByText('Your meeting is planned.')).toBeVisible();
  const meeting = new URL(owner.url()).pathname;

  const member = await person('clear-lake@demo.test');
  await member.goto(meeting);
  // The first seat comes with the subscription it takes; then the other dates are offered too.
  await member.getByRole('button', { name: 'Subscribe and register', exact: true }).click();
  await expect(member.getByText('You are registered.')).toBeVisible();
  await member.goto('/organizations/lantern-street');
  await expect(member.getByText('Subscribed', { exact: true })).toBeVisible();
  await member.goto(meeting);
  await member.getByRole('button', { name: 'Register for all 2 dates' }).click();
  await expect(member.getByText('You are registered for the dates that had a seat for you.')).toBeVisible();
});

test('a template is kept, and fills the form', async ({ person }) => {
  const owner = await person('teo-v@demo.test');
  await owner.goto('/organizations/lantern-street/manage/templates/new');
  await owner.getByLabel('Name of the template').fill('Lamp');
  await owner.getByLabel('Name', { exact: true }).fill('Lamp Off');
  await owner.getByLabel('Meeting Description').fill('We say goodnight.');
  await owner.getByLabel('Price to Join').fill('1');
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText('Use 0 for free, or a price from 2.99 to 500.').first()).toBeVisible();
  await expect(owner.getByLabel('Name of the template')).toHaveValue('Lamp');
  await owner.getByLabel('Price to Join').fill('0');
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText('The template is saved.')).toBeVisible();
  await owner.getByRole('link', { name: 'New Meeting from Template: Lamp' }).click();
  await expect(owner.getByLabel('Name', { exact: true })).toHaveValue('Lamp Off');
});
