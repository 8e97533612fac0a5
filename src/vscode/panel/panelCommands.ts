import { recordLabel } from '../../fleetio/format';
import { asNode, vehicleOf } from '../explorer/nodes';
import type { CommandsOf } from '../platform/commands';
import type { VehiclePanels } from './vehiclePanels';

/** The commands about panels of vehicles. */
export function panelCommands(panels: VehiclePanels): CommandsOf<'fleetio.openVehicle'> {
  return {
    'fleetio.openVehicle': async (row) => {
      const node = asNode(row);
      const vehicle = node && vehicleOf(node);
      if (vehicle !== undefined) {
        await panels.open(vehicle.record.id, recordLabel('vehicles', vehicle.record));
      }
    },
  };
}
