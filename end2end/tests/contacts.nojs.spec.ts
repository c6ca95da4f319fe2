// Contacts without JavaScript: asking, approving, writing and blocking are plain forms.
import { expect, test } from './house';

test('asking, approving, writing and blocking work without script', async ({ person }) => {
  const member = await person('ivory-brook@demo.test');
  const supporter = await person('joe-b@demo.test');
  await member.goto('/supporters/joe-b');
  await member.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(member.getByText('Contact request sent', { exact: true })).toBeVisible();

  await supporter.goto('/contacts?tab=pending');
  const asked = supporter.locator('main').getByRole('listitem').filter({ hasText: 'ivory-brook' });
  await asked.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(supporter).toHaveURL(/\/contacts$/);
  await expect(supporter.getByRole('link', { name: /^Active \(\d+\)$/ })).toBeVisible();

  await member.goto('/supporters/joe-b');
  await expect(member.getByText('Connected', { exact: true })).toBeVisible();
  await member.getByRole('button', { name: 'Message', exact: true }).click();
  await expect(member.getByRole('heading', { name: 'Send Message' }).first()).toBeVisible();
  await member.getByLabel('Message', { exact: true }).fill('A line without script.');
  await member.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(member.getByText('Success! Your message has been sent.')).toBeVisible();

  await member.goto('/contacts');
  const contact = member.locator('main').getByRole('listitem').filter({ hasText: 'Joe B.' });
  await contact.getByRole('button', { name: 'Block', exact: true }).click();
  const sure = member.getByRole('region', { name: 'Are you sure?' });
  await sure.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(member).toHaveURL(/tab=blocked/);
  await expect(contact.getByRole('button', { name: 'Unblock', exact: true })).toBeVisible();
});

test('a note that is too long is refused with a sentence, and nothing is sent', async ({ person }) => {
  const member = await person('honest-creek@demo.test');
  const supporter = 'arman-g';
  await member.goto(`/supporters/${supporter}`);
  const form = member.locator('form').filter({ has: member.getByRole('button', { name: 'Connect', exact: true }) });
  const action = await form.getAttribute('action');
  const to = await form.locator('input[name="to"]').inputValue();
  const answer = await member.request.post(action!, {
    form: { to, note: 'a'.repeat(501) },
    headers: { accept: 'text/html', referer: member.url(), origin: new URL(member.url()).origin },
  });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('Please check the marked fields');
  await member.goto(`/supporters/${supporter}`);
  await expect(member.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
});
