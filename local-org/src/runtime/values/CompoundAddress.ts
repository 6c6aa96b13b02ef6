/** System.Address: the parts of a compound address field, as a query brings them. */
import { LibraryObject } from './LibraryObject.ts';

export interface AddressParts {
    street: string | null;
    city: string | null;
    state: string | null;
    stateCode: string | null;
    postalCode: string | null;
    country: string | null;
    countryCode: string | null;
    latitude: number | null;
    longitude: number | null;
    geocodeAccuracy: string | null;
}

export class CompoundAddress extends LibraryObject {
    readonly apexType = 'System.Address';
    readonly parts: Readonly<AddressParts>;

    constructor(parts: AddressParts) {
        super();
        this.parts = parts;
    }
}
