// Staff at the page of people with JavaScript: what finds nobody stays typed, and the page is sound in light and dark at every size.
import { awake, expect, sound, test } from './house';

test('staff look for somebody, find nobody by a wrong name and keep what they typed', async ({ person, guard }) => {
  guard.expectStatus(422, /find_account/);
  const staff = await person('admin@demo.test');
  await staff.goto('/admin/people');
  await awake(staff);
  await staff.getByLabel('Username or email').fill('nobody-at-all');
  await staff.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(staff.getByText('Nobody here has that username or email.').first()).toBeVisible();
  await expect(staff.getByLabel('Username or email')).toHaveValue('nobody-at-all');
  await staff.getByLabel('Username or email').fill('demo-member');
  await staff.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(staff.getByRole('heading', { level: 2, name: 'demo-member' })).toBeVisible();
  await expect(staff.getByText('member@demo.test')).toHaveCount(0);
  await sound(staff);
});
