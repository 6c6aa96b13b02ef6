/** System.Location */
import { library } from '../../runtime/library.ts';
import { argument, decimalToDouble } from '../../runtime/operators.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { Decimal } from '../../runtime/values/Decimal.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

class Location extends LibraryObject {
    readonly apexType = 'System.Location';
    readonly latitude: ApexDouble;
    readonly longitude: ApexDouble;

    constructor(latitude: ApexDouble, longitude: ApexDouble) {
        super();
        this.latitude = latitude;
        this.longitude = longitude;
    }
}

const EARTH_RADIUS: Record<string, number> = { mi: 3958.756, km: 6371.0088 };

/** Great-circle distance. */
function distance(from: Location, to: Location, unit: string | null): ApexDouble {
    const radius = EARTH_RADIUS[argument(unit).toLowerCase()];
    if (!radius) {
        throw ApexException.of('System.InvalidParameterValueException', `Invalid unit: ${unit}`);
    }
    const radians = (degrees: ApexDouble): number => (degrees.value * Math.PI) / 180;
    const [a, b] = [radians(from.latitude), radians(to.latitude)];
    const haversine =
        Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin((radians(to.longitude) - radians(from.longitude)) / 2) ** 2;
    return new ApexDouble(2 * radius * Math.asin(Math.sqrt(haversine)));
}

export default library('System.Location', {
    'static Location newInstance(Decimal latitude, Decimal longitude)': (_rt, latitude: Decimal | null, longitude: Decimal | null) =>
        new Location(decimalToDouble(argument(latitude))!, decimalToDouble(argument(longitude))!),
    'Double getDistance(Location other, String unit)': (_rt, self: Location, other: Location | null, unit: string | null) =>
        distance(self, argument(other), unit),
    'static Double getDistance(Location from, Location to, String unit)': (
        _rt,
        from: Location | null,
        to: Location | null,
        unit: string | null
    ) => distance(argument(from), argument(to), unit),
    'Double getLatitude()': (_rt, self: Location) => self.latitude,
    'Double getLongitude()': (_rt, self: Location) => self.longitude,
    'get Double latitude': (_rt, self: Location) => self.latitude,
    'get Double longitude': (_rt, self: Location) => self.longitude
});
