/** System.Address */
import { library } from '../../runtime/library.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import type { CompoundAddress } from '../../runtime/values/CompoundAddress.ts';

const double = (value: number | null): ApexDouble | null => (value === null ? null : new ApexDouble(value));

export default library('System.Address', {
    'get String city': (_rt, self: CompoundAddress) => self.parts.city,
    'get String country': (_rt, self: CompoundAddress) => self.parts.country,
    'get String countryCode': (_rt, self: CompoundAddress) => self.parts.countryCode,
    'get String geocodeAccuracy': (_rt, self: CompoundAddress) => self.parts.geocodeAccuracy,
    'get String postalCode': (_rt, self: CompoundAddress) => self.parts.postalCode,
    'get String state': (_rt, self: CompoundAddress) => self.parts.state,
    'get String stateCode': (_rt, self: CompoundAddress) => self.parts.stateCode,
    'get String street': (_rt, self: CompoundAddress) => self.parts.street,
    'String getCity()': (_rt, self: CompoundAddress) => self.parts.city,
    'String getCountry()': (_rt, self: CompoundAddress) => self.parts.country,
    'String getCountryCode()': (_rt, self: CompoundAddress) => self.parts.countryCode,
    'String getGeocodeAccuracy()': (_rt, self: CompoundAddress) => self.parts.geocodeAccuracy,
    'Double getLatitude()': (_rt, self: CompoundAddress) => double(self.parts.latitude),
    'Double getLongitude()': (_rt, self: CompoundAddress) => double(self.parts.longitude),
    'String getPostalCode()': (_rt, self: CompoundAddress) => self.parts.postalCode,
    'String getState()': (_rt, self: CompoundAddress) => self.parts.state,
    'String getStateCode()': (_rt, self: CompoundAddress) => self.parts.stateCode,
    'String getStreet()': (_rt, self: CompoundAddress) => self.parts.street
});
