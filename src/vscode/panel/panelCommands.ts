import { recordLabel } from '../../fleetio/format';
import { placeOf } from '../../keys/accountPlace';
import { accountOf, asNode, vehicleOf } from '../explorer/nodes';
import type { CommandsOf } from '../platform/commands';
import type { VehiclePanels } from './vehiclePanels';

/** The commands about panels of vehicles. */
export function panelCommands(panels: VehiclePanels): CommandsOf<'fleetio.openVehicle'> {
  return {
    'fleetio.openVehicle': (row) => {
      const node = asNode(row);
      const vehicle = node && vehicleOf(node);
      if (vehicle !== undefined) {
        const subject = { ...placeOf(accountOf(vehicle).active.key), vehicleId: vehicle.record.id };
        panels.open(subject, recordLabel('vehicles', vehicle.record));
      }
    },
  };
}
