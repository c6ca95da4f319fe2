// Organizations without JavaScript: every step is a plain form that ends on a page that shows the state.
import { expect, test } from './house';

test('subscribing, answering questions and asking a leader work without script', async ({ person }) => {
  const member = await person('warm-otter@demo.test');
  await member.goto('/organizations/demo-organization');
  await member.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await expect(member.getByText('Subscribed', { exact: true })).toBeVisible();
  await member.getByRole('link', { name: 'Answer the questions' }).click();
  await member.getByLabel('What brings you to Anchor House?').fill('Day four.');
  await member.getByRole('group', { name: 'May a group leader say hello to you?' }).getByLabel('Yes').check();
  await member.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(member.getByText('Your answers are saved.')).toBeVisible();

  await member.getByRole('link', { name: 'Group Leaders', exact: true }).click();
  await member.getByRole('button', { name: 'Connect with demo-leader' }).click();
  await expect(member.getByText('Your request has been sent', { exact: true })).toBeVisible();
});

test('a refused profile comes back with what was typed and the problem at its field', async ({ person }) => {
  const owner = await person('marlon-c@demo.test');
  await owner.goto('/organizations/blue-porch/manage/profile');
  await owner.getByLabel('Web page').fill('http://porch.example');
  await owner.getByLabel('In one sentence').fill('A sentence that must not be lost.');
  await owner.getByRole('button', { name: 'Save the profile' }).click();
  await expect(owner.getByText('Only addresses that start with https:// are safe to link to.').first()).toBeVisible();
  await expect(owner.getByLabel('In one sentence')).toHaveValue('A sentence that must not be lost.');
});

test('an application is sent and waits', async ({ person }) => {
  const member = await person('silver-oar@demo.test');
  await member.goto('/organizations/apply');
  await member.getByLabel('Name', { exact: true }).fill('Kettle Club');
  await member.getByLabel('In one sentence').fill('Tea for people who grieve.');
  await member.getByLabel('Grief and loss').check();
  await member.getByLabel('Who you are and what you do').fill('Four of us, two trained.');
  await member.getByRole('button', { name: 'Send the application' }).click();
  await expect(member.getByText('Your application is here.')).toBeVisible();
  await expect(member.getByText('Waiting for us')).toBeVisible();
});
