// Staff help somebody who has lost phone and recovery codes: found by the exact name, with a reason, and the person is told.
import { expect, signIn, test } from './house';
import { code } from './totp';

test('staff find the account, are refused without a reason that stays typed, and switch two-factor sign-in off', async ({ person, page }) => {
  const email = 'mellow-clover@demo.test';
  const member = await person(email);
  await member.goto('/account/security/two-factor');
  await member.getByLabel('Your password, to be sure it is you').fill('alongside-demo');
  await member.getByRole('button', { name: 'Start', exact: true }).click();
  const key = await member.locator('code').first().innerText();
  await member.getByLabel('Code', { exact: true }).fill(code(key));
  await member.getByRole('button', { name: 'Switch it on' }).click();
  await expect(member.getByRole('region', { name: 'Your recovery codes' })).toBeVisible();

  const staff = await person('admin@demo.test');
  await staff.goto('/more');
  await staff.getByRole('main').getByRole('link', { name: 'People, for staff' }).click();
  await staff.getByLabel('Username or email').fill('mellow-clove');
  await staff.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(staff.getByText('Nobody here has that username or email.').first()).toBeVisible();
  await expect(staff.getByLabel('Username or email')).toHaveValue('mellow-clove');
  await staff.getByLabel('Username or email').fill(email);
  await staff.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(staff.getByRole('heading', { level: 2, name: 'mellow-clover' })).toBeVisible();
  await expect(staff.getByText('On, 10 recovery codes left')).toBeVisible();
  await expect(staff.getByText(email)).toHaveCount(0);
  await expect(staff).not.toHaveURL(/demo\.test/);

  await staff.getByLabel('Why, for other staff').fill('Lost the phone on a train. Answered by letter.');
  await staff.getByLabel('Your own password').fill('not the password');
  await staff.getByRole('button', { name: 'Switch two-factor sign-in off' }).click();
  await expect(staff.getByLabel('Why, for other staff')).toHaveValue('Lost the phone on a train. Answered by letter.');
  await staff.getByLabel('Your own password').fill('alongside-demo');
  await staff.getByRole('button', { name: 'Switch two-factor sign-in off' }).click();
  await expect(staff.getByText('Two-factor sign-in is off for this account.')).toBeVisible();
  await expect(staff.getByText('Lost the phone on a train. Answered by letter.')).toBeVisible();

  await member.goto('/account/security');
  await expect(member).toHaveURL(/\/sign-in/);
  await signIn(page, email);
  await page.goto('/notifications');
  await expect(page.getByRole('link', { name: 'Two-factor sign-in was switched off by our staff.' })).toBeVisible();
});
