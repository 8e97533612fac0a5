import { useSession } from './session';

describe('The workbench', () => {
  const session = useSession();

  it('opens with the Fleetio icon in the activity bar', async () => {
    const { workbench } = session();
    await workbench.activityBarIcon('Fleetio').waitFor();
    await workbench.screenshot('workbench');
  });

  it('shows the API keys and the vehicles behind the icon', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    for (const title of ['API Keys', 'Vehicles']) {
      await workbench.page.locator('.pane-header', { hasText: title }).waitFor();
    }
    await workbench.screenshot('views');
  });
});
