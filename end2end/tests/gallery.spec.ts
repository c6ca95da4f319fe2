// Every part of the house in every state, on one page, which only a house that is being built shows.
import { expect, sound, test } from './house';

test('every part is sound in every state, in light and dark at every size', async ({ page, guard }) => {
  guard.expectStatus(404, /\/dev\/gallery$/);
  const answer = await page.goto('/dev/gallery');
  test.skip(answer?.status() === 404, 'this build shows no gallery');
  await expect(page.getByRole('heading', { level: 1, name: 'Gallery' })).toBeVisible();
  await sound(page);
});
